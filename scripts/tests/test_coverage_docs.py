from textwrap import dedent

from scripts.coverage_docs import Promise, complaints, hold_reasons, page, refusal_codes, shown
from scripts.lints.source import Source

RULES = "services/customers/src/customers/complaints/rules.py"
TEST = "services/customers/tests/complaints/test_rules.py"
MODEL = "services/orders/src/orders/holds/model.py"
ROWS = [Promise("Duties", "C9", "complaint"), Promise("Holds", "hold:overdue", MODEL)]


def source(path: str, text: str) -> Source:
    return Source.of(path, dedent(text))


def test_refusal_codes_are_found_however_they_are_written_and_inherited() -> None:
    known = [
        source("chassis/src/chassis/refusals.py", 'class NotFound(Refused): code, status = "not_found", 404'),
        source(RULES, 'class Late(Refused): code: ClassVar[str] = "complaint.late"'),
        source(RULES, 'class VeryLate(rules.Late): code = "complaint.very_late"'),
        source(RULES, 'class Row: code = "no refusal"'),
        source(TEST, 'class Tried(Refused): code = "of a test"'),
    ]
    assert [code for code, _ in refusal_codes(known)] == [
        "not_found",
        "complaint.late",
        "complaint.very_late",
    ]


def test_hold_reasons_are_read_from_an_enum_or_a_tuple() -> None:
    enum = source(MODEL, 'class Reason(StrEnum):\n    OVERDUE = "overdue"\n    MANUAL = "manual"')
    assert [reason for reason, _ in hold_reasons([enum])] == ["overdue", "manual"]
    assert hold_reasons([source(MODEL, 'REASONS = ("overdue",)')]) == [("overdue", MODEL)]
    assert hold_reasons([]) == []


def test_marks_are_read_from_functions_classes_modules_and_parameters() -> None:
    text = """
    pytestmark = pytest.mark.shows("C9")

    @pytest.mark.shows("L2", "hold:overdue")
    async def test_one(): ...

    @pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.shows("bad-input-31"))])
    def test_two(n): ...

    class TestThree:
        @pytest.mark.shows("L3")
        def test_it(self): ...
    """
    assert shown([source(TEST, text)]) == {
        "C9": [TEST],
        "L2": [f"{TEST}::test_one"],
        "hold:overdue": [f"{TEST}::test_one"],
        "bad-input-31": [f"{TEST}::test_two"],
        "L3": [f"{TEST}::TestThree::test_it"],
    }


def test_a_promise_without_a_test_and_a_mark_without_a_promise_are_named() -> None:
    wrong = list(complaints(ROWS, {"C9": [TEST], "C99": [TEST]}))
    assert wrong == [
        f"no test shows hold:overdue: {MODEL}",
        f"{TEST} shows C99, which nothing promises",
    ]


def test_a_code_that_is_used_twice_is_named() -> None:
    tests = {"C9": [TEST], "hold:overdue": [TEST]}
    assert list(complaints([*ROWS, ROWS[0]], tests)) == ["C9 is promised twice"]


def test_missing_hold_reasons_are_no_success() -> None:
    assert [text[:21] for text in complaints(ROWS[:1], {"C9": [TEST]})] == ["no hold reasons found"]


def test_the_page_has_a_row_for_each_promise() -> None:
    text = page(ROWS, {"C9": [f"{TEST}::test_one"], "hold:overdue": []})
    assert f"| C9 | complaint | `{TEST}::test_one` |" in text
    assert f"| hold:overdue | {MODEL} |  |" in text
