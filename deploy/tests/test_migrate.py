"""What a service's own image does before its roles start."""

import asyncio
import os
import subprocess
import sys

import asyncpg
import pytest

from branchline import databases
from branchline.testing import PASSWORD


@pytest.fixture
async def owner_url(postgres_url):
    database = f"branchline_migrate_{os.getpid()}"
    yield (await databases.create(postgres_url, "orders", database, PASSWORD)).owner
    await databases.drop(postgres_url, database)


async def test_a_service_migrates_its_database_by_itself_with_the_owners_login_from_a_file(owner_url, tmp_path):
    (tmp_path / "ORDERS_OWNER_DATABASE").write_text(owner_url)
    environment = {**os.environ, "BRANCHLINE_SECRETS": str(tmp_path)}
    argv = [sys.executable, "-m", "orders", "migrate"]
    await asyncio.to_thread(subprocess.run, argv, env=environment, check=True, timeout=100)
    connection = await asyncpg.connect(owner_url)
    found = await connection.fetchval("SELECT count(*) FROM alembic_version")
    await connection.close()
    assert found == 1
