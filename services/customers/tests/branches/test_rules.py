"""The tree of branches (P1)."""

from dataclasses import replace
from uuid import UUID

import pytest

from customers.branches import rules
from customers.branches.rules import Node, changes, check, path_of

pytestmark = [pytest.mark.rules, pytest.mark.shows("P1")]
HO, R1, B1, B2 = (UUID(int=number) for number in range(1, 5))


def tree(*nodes: Node) -> dict[UUID, Node]:
    firm = (
        Node(HO, "HO", None, "总公司", "head_office", active=True, version=1),
        Node(R1, "R1", HO, "大区", "region", active=True, version=1),
        Node(B1, "B1", R1, "一分", "branch", active=True, version=1),
    )
    return {node.branch_id: node for node in (*firm, *nodes)}


def test_a_path_runs_from_the_root_to_the_branch():
    assert path_of(tree(), B1) == (HO, R1, B1)


@pytest.mark.parametrize(
    "node",
    [
        Node(B2, "B2", R1, "二分", "branch", active=True),
        Node(B2, "B2", HO, "二分", "branch", active=True),
        Node(B2, "B2", B1, "二分", "branch", active=True),
        Node(B2, "R2", HO, "大区", "region", active=True),
    ],
)
def test_a_branch_may_stand_below_any_other_and_a_region_below_head_office(node):
    check(tree(node), node)


@pytest.mark.parametrize(
    ("node", "refused"),
    [
        (Node(B2, "B2", UUID(int=9), "", "branch", active=True), rules.ParentUnknown),
        (Node(B2, "B2", None, "", "branch", active=True), rules.LevelWrong),
        (Node(B2, "B2", B1, "", "region", active=True), rules.LevelWrong),
        (Node(B2, "HO2", None, "", "head_office", active=True), rules.SecondHeadOffice),
        (Node(B2, "B1", R1, "", "branch", active=True), rules.BranchCodeTaken),
        (Node(R1, "R1", HO, "", "region", active=False), rules.BranchHasActive),
    ],
)
@pytest.mark.shows(
    "branch.parent_unknown",
    "branch.level_wrong",
    "branch.second_head_office",
    "branch.code_taken",
    "branch.has_active_below",
)
def test_a_branch_that_does_not_fit_is_refused(node, refused):
    with pytest.raises(refused):
        check(tree(node), node)


@pytest.mark.shows("branch.loop")
def test_a_branch_cannot_stand_below_itself():
    below = Node(B2, "B2", B1, "", "branch", active=True)
    moved = replace(tree()[B1], parent_id=B2)
    with pytest.raises(rules.BranchLoop):
        check(tree(below, moved), moved)


def test_a_move_changes_all_branches_below():
    before = tree(Node(B2, "B2", B1, "二分", "branch", active=True, version=4))
    after = {**before, B1: replace(before[B1], parent_id=HO)}
    changed = {node.code: (node.version, path) for node, path in changes(before, after)}
    assert changed == {"B1": (2, (HO, B1)), "B2": (5, (HO, B1, B2))}


def test_nothing_changes_where_nothing_differs():
    assert changes(tree(), tree()) == []
