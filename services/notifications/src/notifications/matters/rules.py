"""Which event opens a matter, which closes it, and what is said of messages whose reason is gone (events.md, 7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts import customers, orders, receivables
from contracts.blocks import Text
from contracts.events import Event

Named = Callable[[Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class End:
    """What an event ends: closed matters, or only the messages of the step before."""

    of: Named
    words: Text
    is_closed: bool = True


def _own(event: Event) -> tuple[str, ...]:
    return (event.subject(),)


def _contract(event: Any) -> tuple[str, ...]:
    return (f"credit_contract/{event.customer_id}",)


def _paper_of_order(event: Any) -> tuple[str, ...]:
    return (f"paper/{event.order_id}",)


def _paper_of_shipment(event: Any) -> tuple[str, ...]:
    return (f"paper/{event.shipment_id}",)


def _granted(event: customers.CreditGranted) -> tuple[str, ...]:
    return _contract(event) if event.contract_due_at is not None else ()


def _reopened(event: receivables.ReceiptReversed) -> tuple[str, ...]:
    return tuple(f"invoice/{each.invoice_id}" for each in event.reopened)


def _replaced(event: receivables.PromiseMade) -> tuple[str, ...]:
    return (f"promise/{event.replaces_id}",) if event.replaces_id else ()


def _cancelled(event: orders.OrderCancelled) -> tuple[str, ...]:
    return (f"order/{event.order_id}", f"paper/{event.order_id}") if event.whole else ()


OPENS: Mapping[type[Event], Named] = {
    receivables.InvoiceIssued: _own,
    receivables.ReceiptReversed: _reopened,
    receivables.PromiseMade: _own,
    customers.ComplaintFiled: _own,
    customers.CreditGranted: _granted,
    orders.OrderPlaced: _paper_of_order,
    orders.ShipmentDispatched: _own,
    orders.ShipmentDelivered: _paper_of_shipment,
    orders.HoldPlaced: _own,
    orders.AllowanceGranted: _own,
}

PAID = Text(zh="已付款，无需处理", en="Paid, nothing to do")
KEPT = Text(zh="承诺已兑现，无需处理", en="The promise was kept, nothing to do")
REPLACED = Text(zh="已有新的承诺，无需处理", en="Another promise took its place")
CLOSED = Text(zh="投诉已结案，无需处理", en="The complaint is closed, nothing to do")
NEXT_STEP = Text(zh="已进入下一步", en="The next step has begun")
RETURNED = Text(zh="已签回，无需处理", en="It is back, nothing to do")
REVERSED = Text(zh="发票已红冲，无需处理", en="The invoice was taken back, nothing to do")
RELEASED = Text(zh="已解除，无需处理", en="Released, nothing to do")
ENDED = Text(zh="已结束，无需处理", en="It has ended, nothing to do")
DELIVERED = Text(zh="已送达，无需处理", en="Delivered, nothing to do")

ENDS: Mapping[type[Event], tuple[End, ...]] = {
    receivables.InvoiceSettled: (End(_own, PAID),),
    receivables.InvoiceReversed: (End(_own, REVERSED),),
    receivables.PromiseMade: (End(_replaced, REPLACED),),
    receivables.PromiseKept: (End(_own, KEPT),),
    customers.ComplaintConfirmed: (End(_own, NEXT_STEP, is_closed=False),),
    customers.ComplaintRemedied: (End(_own, NEXT_STEP, is_closed=False),),
    customers.ComplaintClosed: (End(_own, CLOSED),),
    customers.CreditContractReturned: (End(_own, RETURNED),),
    customers.CreditEnded: (End(_contract, ENDED),),
    orders.OrderCancelled: (End(_cancelled, ENDED),),
    orders.PaperReturned: (End(_own, RETURNED),),
    orders.ShipmentDelivered: (End(_own, DELIVERED),),
    orders.HoldReleased: (End(_own, RELEASED),),
    orders.AllowanceEnded: (End(_own, ENDED),),
}


def matter_of(event: Event) -> str:
    """Name the matter that an event is about: the one that it opens, else its subject."""
    opened = OPENS.get(type(event), lambda _: ())(event)
    return opened[0] if opened else event.subject()


def dated(about: str) -> tuple[str, ...]:
    """Name the matters whose deadline an owner dates anew under the name of a thing."""
    _, _, thing = about.partition("/")
    return (about, f"credit_contract/{thing}", f"paper/{thing}")


def states(event: Event) -> dict[str, str]:
    """Tell the state of each matter after an event."""
    opened = OPENS.get(type(event), lambda _: ())(event)
    ended = [about for end in ENDS.get(type(event), ()) if end.is_closed for about in end.of(event)]
    return {**dict.fromkeys(ended, "closed"), **dict.fromkeys(opened, "open")}
