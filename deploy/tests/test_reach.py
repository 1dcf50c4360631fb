"""Under root the system user reaches its server, and nothing is opened that was not announced."""

import errno
import os
import stat
from pathlib import Path
from pwd import getpwnam

import asyncpg
import pytest

from branchline import doctor
from branchline.infrastructure import ServerFailed, embedded, postgres, reach
from branchline.infrastructure.postgres import SYSTEM_USER, binaries

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands PostgreSQL over to another user")
WANTED = frozenset({"postgres"})


@pytest.fixture
def closed(tmp_path: Path, monkeypatch):
    """Keep the data below a folder that lets nobody else through, as /root and temporary folders often are."""
    folder = tmp_path / "closed"
    (folder / "cache").mkdir(parents=True)
    folder.chmod(0o700)
    monkeypatch.setenv("BRANCHLINE_HOME", str(folder / "cache"))
    return folder


@pytest.fixture
def user():
    return getpwnam(postgres._system_user(print))


def marks(path: Path) -> dict[Path, tuple[int, int]]:
    return {each: (each.stat().st_mode, each.stat().st_ctime_ns) for each in (path, *path.parents)}


async def test_a_closed_folder_is_announced_before_it_lets_that_user_alone_through(closed):
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        assert reach.LIST not in os.listxattr(closed)

    with embedded.running("first", WANTED, keep_data=True, say=say) as servers:
        await (await asyncpg.connect(servers["postgres"].address)).close()
    (text,) = [each for each in said if str(closed) in each]
    assert f"系统用户 {SYSTEM_USER}" in text
    assert f"the system user {SYSTEM_USER}" in text
    assert not closed.stat().st_mode & (stat.S_IXOTH | stat.S_IROTH)
    assert closed in reach.closed_folders(getpwnam("nobody").pw_uid, closed)

    # The way is open now: the next start says and changes nothing.
    before = marks(closed)
    with embedded.running("first", WANTED, keep_data=False, say=pytest.fail):
        assert marks(closed) == before


def test_where_all_is_open_nothing_is_said_or_changed(user):
    reach.open_way(user, Path("/"), binaries().parent, print)
    before = marks(binaries())
    reach.open_way(user, Path("/"), binaries().parent, pytest.fail)
    assert marks(binaries()) == before


def test_the_doctor_names_what_is_closed(closed, user):
    (finding,) = [each for each in doctor.check({}) if each.name == "PostgreSQL user"]
    assert str(closed) in finding.detail_zh
    assert str(closed) in finding.detail_en


def refuse(number: int):
    def setxattr(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return setxattr


def test_without_access_lists_anybody_may_pass_and_nobody_list(closed, user, monkeypatch):
    monkeypatch.setattr(os, "setxattr", refuse(errno.ENOTSUP))
    reach.open_way(user, closed / "cache", binaries().parent, print)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o701


def test_what_may_not_be_opened_is_named_with_what_to_do(closed, user, monkeypatch):
    monkeypatch.setattr(os, "setxattr", refuse(errno.EPERM))
    with pytest.raises(ServerFailed, match=f"{closed}.*BRANCHLINE_POSTGRES"):
        reach.open_way(user, closed / "cache", binaries().parent, print)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
