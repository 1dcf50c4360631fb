"""Under root PostgreSQL runs as a system user, which must reach its data and its programs."""

import errno
import os
import stat
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from pwd import struct_passwd

from branchline.infrastructure.servers import ServerFailed

ANSWER_TIMEOUT_S = 10
TRY = 'cd "$0" && exec "$1" --version'
# A POSIX access list as Linux keeps it: a version, then entries of tag, rights and id, sorted.
LIST, VERSION, ENTRY = "system.posix_acl_access", struct.pack("<I", 2), struct.Struct("<HHI")
OWNER, USER, GROUP, MASK, OTHERS = 1, 2, 4, 16, 32
NO_ID = 0xFFFFFFFF
PASS = 1


def open_way(user: struct_passwd, folder: Path, programs: Path, say: Callable[[str], None]) -> None:
    """Let the system user through to a folder and its programs, where it is not; tell before anything is changed."""
    if _gets_through(user, folder, programs):
        return
    closed = closed_folders(user.pw_uid, folder, programs)
    names = "、".join(map(str, closed)) or str(programs)
    say(
        f"PostgreSQL 以系统用户 {user.pw_name} 运行，须经过 {names}：将准其通过，不能列出或读取"
        "（文件系统不支持 ACL 时则准任何人通过）。"
        f" PostgreSQL runs as the system user {user.pw_name}, which has to pass through {names}: it will be let"
        " through, not to list or read (anybody will, where the file system has no access lists)."
    )
    try:
        for each in closed:
            _let_through(each, user.pw_uid)
        _let_read(programs)
    except OSError as error:
        raise ServerFailed(_what_to_do(user, names)) from error
    if not _gets_through(user, folder, programs):
        raise ServerFailed(_what_to_do(user, names))


def closed_folders(uid: int, *targets: Path) -> list[Path]:
    """Name the folders on the way to the targets that do not let a stranger through, from the top."""
    ways = {each for target in targets for each in (target, *target.parents)}
    return [each for each in sorted(ways, key=lambda way: len(way.parts)) if _is_closed(each, uid)]


def _is_closed(folder: Path, uid: int) -> bool:
    rights = _rights(folder)
    # A later chmod takes away the mask, and so the right itself.
    mine = rights.get((USER, uid), 0) & rights.get((MASK, NO_ID), 0) | rights[OTHERS, NO_ID]
    return folder.stat().st_uid != uid and not mine & PASS


def _gets_through(user: struct_passwd, folder: Path, programs: Path) -> bool:
    asked = subprocess.run(
        ["/bin/sh", "-c", TRY, str(folder), str(programs / "bin" / "postgres")], user=user.pw_uid, group=user.pw_gid,
        extra_groups=[], cwd="/", capture_output=True, timeout=ANSWER_TIMEOUT_S, check=False,
    )  # fmt: skip
    return asked.returncode == 0


def _let_through(folder: Path, uid: int) -> None:
    rights = _rights(folder)
    rights[USER, uid] = rights.get((USER, uid), 0) | PASS
    rights[MASK, NO_ID] = rights.get((MASK, NO_ID), rights[GROUP, NO_ID]) | PASS
    entries = (ENTRY.pack(tag, bits, who) for (tag, who), bits in sorted(rights.items()))
    try:
        os.setxattr(folder, LIST, VERSION + b"".join(entries))
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)


def _rights(folder: Path) -> dict[tuple[int, int], int]:
    try:
        kept = os.getxattr(folder, LIST)
    except OSError:
        mode = folder.stat().st_mode
        return {(OWNER, NO_ID): mode >> 6 & 7, (GROUP, NO_ID): mode >> 3 & 7, (OTHERS, NO_ID): mode & 7}
    return {(tag, who): bits for tag, bits, who in ENTRY.iter_unpack(kept[len(VERSION) :])}


def _let_read(programs: Path) -> None:
    # Inside the project's own environment; nothing becomes writable.
    for path in programs.rglob("*"):
        mode = path.stat().st_mode
        wanted = stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if mode & wanted != wanted:
            path.chmod(mode | wanted)


def _what_to_do(user: struct_passwd, names: str) -> str:
    return (
        f"系统用户 {user.pw_name} 无法经过 {names}：请把项目移到人人可进入的文件夹（如 /srv），"
        "或以普通用户运行，或用 BRANCHLINE_POSTGRES 给出地址 / "
        f"the system user {user.pw_name} cannot pass through {names}: move the project to a folder that anybody"
        " may enter (such as /srv), or run as an ordinary user, or give an address in BRANCHLINE_POSTGRES"
    )
