"""The organisation of the sample company: branches, people and territories (P1, P2, P3)."""

from collections.abc import Iterator
from random import Random
from typing import Any

from branchline.sample.words import BRANCHES, CITIES, GIVEN, SIDES, SURNAMES

Row = dict[str, Any]
HEAD = "HO"
BRANCH_COUNT = len(CITIES)
# Staff number, title and role in one word, manager.
HEAD_OFFICE = (
    ("u-gm", "总经理", None),
    ("u-edgm", "常务副总", "u-gm"),
    ("u-dgm", "分管副总", "u-edgm"),
    ("u-fin", "财务", "u-gm"),
    ("u-fin-2", "财务", "u-fin"),
    ("u-cs", "客诉专员", "u-dgm"),
    ("u-qi", "质检员", "u-dgm"),
    ("u-ma", "市场管理部", "u-edgm"),
    ("u-adm", "行管部主管", "u-edgm"),
    ("u-sa", "营销管理司", "u-edgm"),
    ("u-rd", "售后部", "u-dgm"),
)
IN_A_BRANCH = (("rep", "业务员"), ("clerk", "销售内勤"), ("wh", "库管"), ("driver", "驾驶员"))


def branches() -> list[Row]:
    """List the tree from the top."""
    return [dict(zip(("code", "name", "parent_code", "level"), each, strict=True)) for each in BRANCHES]


def branch_code(number: int) -> str:
    """Name the branch of a number from 1."""
    return f"FB{number:02}"


def representative(branch: int, side: int) -> str:
    """Name who sells in one of the two territories of a branch: u-rep-1 in the first one of branch 1."""
    return f"u-rep-{branch + side * BRANCH_COUNT}"


def people(rng: Random) -> list[Row]:
    """List everybody, each role of P2 at least once."""
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    posts = [*_posts()]
    return [
        {
            "staff_no": staff_no, "name": name, "branch_code": branch, "manager_staff_no": manager,
            "roles": f"{title}@{branch}", "title": title,
        }
        for (staff_no, title, branch, manager), name in zip(posts, rng.sample(names, len(posts)), strict=True)
    ]  # fmt: skip


def _posts() -> Iterator[tuple[str, str, str, str | None]]:
    yield from ((staff_no, title, HEAD, manager) for staff_no, title, manager in HEAD_OFFICE)
    regions = [code for code, _, parent, _ in BRANCHES if parent == HEAD]
    yield from ((f"u-rm-{n}", "大区经理", code, "u-dgm") for n, code in enumerate(regions, 1))
    parents = {code: parent for code, _, parent, _ in BRANCHES}
    for number in range(1, BRANCH_COUNT + 1):
        code, manager = branch_code(number), f"u-dm-{number}"
        yield manager, "部门经理", code, f"u-rm-{regions.index(str(parents[code])) + 1}"
        yield from ((f"u-{short}-{number}", title, code, manager) for short, title in IN_A_BRANCH)
        yield representative(number, 1), "业务员", code, manager


def territories() -> list[Row]:
    """List two territories a branch, each with its representative."""
    return [
        {
            "name": f"{city}{SIDES[side]}", "branch_code": branch_code(number), "channels": None,
            "regions": "、".join(f"{city}{district}" for district in districts),
            "staff_no": representative(number, side),
        }
        for number, (city, _, sides) in enumerate(CITIES, 1)
        for side, districts in enumerate(sides)
    ]  # fmt: skip
