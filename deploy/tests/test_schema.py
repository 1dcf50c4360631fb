"""What a process knows of its schema without loading alembic is what alembic knows."""

import subprocess
import sys

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from branchline.estate import SERVICES, service
from edge.schema import revisions


@pytest.mark.parametrize("name", SERVICES)
def test_revisions_are_those_of_alembic_in_their_order(name):
    migrations = service(name).migrations
    config = Config()
    config.set_main_option("script_location", str(migrations))
    by_alembic = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions(migrations) == by_alembic[::-1]


@pytest.mark.parametrize("name", SERVICES)
def test_a_role_starts_without_what_only_migrations_need(name):
    loaded = f"import sys, edge.process, {name}.app; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
