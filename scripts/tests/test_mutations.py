import pytest

from scripts.mutations import mutants


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x < 3", "x <= 3"),
        ("x >= limit", "x > limit"),
        ("x == y", "x != y"),
        ("x in y", "x not in y"),
        ("x and y", "x or y"),
        ("x + y", "x - y"),
        ("x * y", "x + y"),
        ("not x", "not not x"),
        ("x[0]", "x[1]"),
        ("f(True)", "f(False)"),
        ("x", "None"),
    ],
)
def test_an_expression_is_changed(before: str, after: str) -> None:
    texts = [text for _, text in mutants(f"def rule(x, y):\n    return {before}")]
    assert any(text.endswith(f"return {after}") for text in texts), texts


def test_constants_of_the_module_and_defaults_are_changed() -> None:
    assert [text for _, text in mutants("DAYS = 10")] == ["DAYS = 11"]
    assert [text for _, text in mutants("def rule(days=10): ...")] == ["def rule(days=11):\n    ..."]


def test_words_decorators_annotations_and_class_bodies_are_left_alone() -> None:
    shape = "@dataclass(frozen=True)\nclass Late(Refused):\n    status = 409\n"
    text = shape + "def rule(x: L[1]) -> L[2]:\n    'Say.'"
    assert mutants(text) == []


def test_a_mutant_says_where_and_what() -> None:
    assert [change for change, _ in mutants("\nDAYS = 10")] == ["2: constant: 10 → 11"]
