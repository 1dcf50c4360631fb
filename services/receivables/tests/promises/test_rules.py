from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from receivables.promises.rules import InvoiceNotOpen, MoreThanOpen, PayOnPassed, refuse_promise

pytestmark = pytest.mark.rules
ONE, TWO, GONE = (UUID(int=n) for n in range(3))
OPEN = {ONE: Decimal(100), TWO: Decimal(50)}
TODAY = date(2026, 4, 10)


@pytest.mark.parametrize(
    ("amount", "pay_on", "named", "refusal"),
    [
        ("150.01", TODAY, (), MoreThanOpen),
        ("50.01", TODAY, (TWO,), MoreThanOpen),
        ("1", date(2026, 4, 9), (), PayOnPassed),
        ("1", TODAY, (GONE,), InvoiceNotOpen),
    ],
)
@pytest.mark.shows("R3")
def test_a_promise_that_nothing_can_keep_is_refused(amount, pay_on, named, refusal):
    with pytest.raises(refusal):
        refuse_promise(Decimal(amount), pay_on, TODAY, OPEN, named)


@pytest.mark.parametrize(("amount", "named"), [("150", ()), ("50", (TWO,)), ("150", (ONE, TWO))])
def test_a_promise_of_all_that_is_open_stands(amount, named):
    refuse_promise(Decimal(amount), TODAY, TODAY, OPEN, named)
