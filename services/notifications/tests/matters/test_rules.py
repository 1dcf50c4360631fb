"""Which event opens a matter, and which closes it."""

import pytest

from chassis.ids import new_id
from contracts import customers, orders, receivables
from contracts.examples import event_example
from notifications.matters import rules

pytestmark = pytest.mark.rules


def example(event: type, **changes: object) -> object:
    return event.model_validate({**event_example(event), **changes})


@pytest.mark.parametrize(
    ("event", "state", "kind"),
    [
        (receivables.InvoiceIssued, "open", "invoice"),
        (receivables.InvoiceSettled, "closed", "invoice"),
        (receivables.InvoiceReversed, "closed", "invoice"),
        (receivables.PromiseKept, "closed", "promise"),
        (customers.ComplaintFiled, "open", "complaint"),
        (customers.ComplaintClosed, "closed", "complaint"),
        (customers.CreditContractReturned, "closed", "credit_contract"),
        (customers.CreditEnded, "closed", "credit_contract"),
        (orders.OrderPlaced, "open", "paper"),
        (orders.PaperReturned, "closed", "paper"),
        (orders.ShipmentDispatched, "open", "shipment"),
        (orders.HoldPlaced, "open", "hold"),
        (orders.HoldReleased, "closed", "hold"),
        (orders.AllowanceGranted, "open", "allowance"),
        (orders.AllowanceEnded, "closed", "allowance"),
    ],
)
def test_an_event_opens_or_closes_its_matter(event: type, state: str, kind: str) -> None:
    [(about, found)] = rules.states(example(event)).items()
    assert (about.split("/")[0], found) == (kind, state)


def test_the_next_step_of_a_complaint_closes_nothing() -> None:
    assert rules.states(example(customers.ComplaintConfirmed)) == {}


def test_a_delivery_ends_the_way_and_begins_the_receipts_clock() -> None:
    event = example(orders.ShipmentDelivered)
    assert rules.states(event) == {f"shipment/{event.shipment_id}": "closed", f"paper/{event.shipment_id}": "open"}


def test_a_new_promise_closes_the_one_that_it_replaces() -> None:
    before = new_id()
    event = example(receivables.PromiseMade, replaces_id=str(before))
    assert rules.states(event) == {f"promise/{before}": "closed", f"promise/{event.promise_id}": "open"}
    first = example(receivables.PromiseMade, replaces_id=None)
    assert rules.states(first) == {f"promise/{first.promise_id}": "open"}


def test_credit_without_a_contract_to_return_starts_no_clock() -> None:
    assert rules.states(example(customers.CreditGranted, contract_due_at=None)) == {}
    granted = example(customers.CreditGranted)
    assert rules.states(granted) == {f"credit_contract/{granted.customer_id}": "open"}


def test_a_bounced_receipt_opens_its_invoices_again() -> None:
    event = example(receivables.ReceiptReversed)
    assert rules.states(event) == {f"invoice/{each.invoice_id}": "open" for each in event.reopened}


def test_a_message_is_about_the_matter_that_its_event_opens() -> None:
    granted = example(customers.CreditGranted)
    assert rules.matter_of(granted) == f"credit_contract/{granted.customer_id}"
    closed = example(customers.ComplaintClosed)
    assert rules.matter_of(closed) == f"complaint/{closed.complaint_id}"


def test_a_deadline_is_known_under_the_name_of_its_thing() -> None:
    assert rules.dated("order/1") == ("order/1", "credit_contract/1", "paper/1")


def test_only_a_whole_cancellation_ends_the_order() -> None:
    assert rules.states(example(orders.OrderCancelled, whole=False)) == {}
    whole = example(orders.OrderCancelled, whole=True)
    assert set(rules.states(whole).values()) == {"closed"}
