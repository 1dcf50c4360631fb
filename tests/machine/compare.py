"""The rows of each service beside what the model says they should be."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tests.machine.model import books
from tests.machine.model.books import Books
from tests.machine.model.forms import Approvals, Customers
from tests.machine.model.orders import Orders
from tests.machine.model.world import NOTHING

Shown = dict[tuple[str, str], Any]
"""By what and whose: plain values."""
ROWS: dict[str, dict[str, str]] = {
    "orders": {
        "account": "SELECT customer_id, credit_limit, reserved, net, overdue, standing FROM account",
        "order": "SELECT order_id, customer_id, state, value, unshipped, covered FROM sales_order",
        "line": "SELECT line_id, customer_id, cancelled, shipped, delivered, returned FROM order_line"
        " JOIN sales_order USING (order_id)",
        "hold": "SELECT customer_id, reason, order_id, blocks FROM hold WHERE released_at IS NULL",
        "form": "SELECT request_id, customer_id, form_kind, state FROM form_request ORDER BY request_id",
        "allowance": "SELECT customer_id, amount, drawn, end_reason FROM allowance ORDER BY allowance_id",
        "return": "SELECT return_id, customer_id, state FROM goods_return ORDER BY return_id",
        "coming_back": "SELECT customer_id, shipment_id, line_id, coming_back, returned FROM shipment_line"
        " JOIN shipment USING (shipment_id) WHERE state = 'delivered'",
    },
    "receivables": {
        "account": "SELECT customer_id, net, overdue, state FROM account",
        "invoice": "SELECT invoice_id, customer_id, open, disputed, relieved FROM invoice ORDER BY invoice_id",
        "receipt": "SELECT receipt_id, customer_id, unapplied FROM receipt ORDER BY receipt_id",
        "promise": "SELECT promise_id, customer_id, state FROM promise ORDER BY promise_id",
        "covered": "SELECT customer_id, order_id, sum(covered) AS covered FROM billable GROUP BY customer_id, order_id",
    },
    "customers": {
        "limit": "SELECT customer_id, credit_limit FROM credit_line",
        "complaint": "SELECT complaint_id, customer_id, status FROM complaint ORDER BY complaint_id",
        "request": "SELECT customer_id, status FROM credit_request ORDER BY request_id",
    },
    "notifications": {
        "form": "SELECT form_id, customer_id, content_hash, state, (SELECT p.subject FROM form_party w"
        " JOIN org_person p USING (person_id) WHERE w.form_id = f.form_id AND w.waiting) AS waits_for"
        " FROM form f ORDER BY form_id",
    },
}


async def read(room: Any, name: str) -> dict[str, list[Any]]:
    """Read a service's rows."""
    return {what: await room.fetch(query) for what, query in ROWS[name].items()}


def _by_customer(rows: Iterable[Any], *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    found = defaultdict(list)
    for row in rows:
        found[str(row["customer_id"])].append(tuple(_plain(row[column]) for column in columns))
    return found


def _plain(value: Any) -> Any:
    return value.normalize() + 0 if isinstance(value, Decimal) else (None if value is None else str(value))


def plain(*values: Any) -> tuple[Any, ...]:
    return tuple(_plain(value) for value in values)


def orders(rows: dict[str, list[Any]], model: Orders) -> tuple[Shown, Shown]:
    """Show orders, holds, forms, what they released, and exposure."""
    columns = {
        "account": ("credit_limit", "reserved", "net", "overdue", "standing"),
        "order": ("order_id", "state", "value", "unshipped", "covered"),
        "line": ("line_id", "cancelled", "shipped", "delivered", "returned"),
        "hold": ("reason", "order_id", "blocks"), "form": ("form_kind", "state"),
        "allowance": ("amount", "drawn", "end_reason"), "return": ("state",),
        "coming_back": ("shipment_id", "line_id", "coming_back", "returned"),
    }  # fmt: skip
    believed: Shown = {}
    for customer, buyer in model.parties.items():
        standing = "overdue" if buyer.overdue else "good"
        own = {
            "account": [plain(buyer.limit, model.reserved(buyer), buyer.net, buyer.overdue, standing)],
            "order": [plain(x.order_id, x.state, x.value, x.unshipped, x.covered) for x in buyer.orders.values()],
            "line": [plain(key, x.cancelled, x.shipped, x.delivered, x.returned)
                     for order in buyer.orders.values() for key, x in order.lines.items()],
            "hold": [plain(reason, about, blocks) for (reason, about), blocks in buyer.holds.items()],
            "form": [plain(form.kind, form.state) for form in buyer.forms],
            "allowance": [plain(x.amount, x.drawn, x.ended) for x in buyer.allowances],
            "return": [plain(x.state) for x in buyer.returns],
            "coming_back": [plain(*place, *_back(model, buyer, place))
                            for x in buyer.shipments.values() if x.taken is not None
                            for place in ((x.shipment_id, line) for line in x.taken)],
        }  # fmt: skip
        believed |= {(what, customer): value for what, value in own.items()}
    return _shown(rows, columns, model.parties), believed


def _back(model: Orders, buyer: Any, place: tuple[str, str]) -> tuple[Decimal, Decimal]:
    back = model.gone(buyer, place, is_back=True)
    return model.gone(buyer, place, is_back=False) - back, back


def receivables(rows: dict[str, list[Any]], model: Books) -> tuple[Shown, Shown]:
    """Show open items, money, promises, standing, and what is covered of orders."""
    columns = {
        "account": ("net", "overdue", "state"), "invoice": ("open", "disputed", "relieved"),
        "receipt": ("unapplied",), "promise": ("state",), "covered": ("order_id", "covered"),
    }  # fmt: skip
    believed: Shown = {}
    for customer, account in model.parties.items():
        state = "overdue" if account.overdue else "good"
        covered: dict[str, Decimal] = defaultdict(Decimal)
        for goods in account.goods.values():
            covered[goods.order] += books.covered(goods)
        own = {
            "account": [plain(books.net(account), account.overdue, state)],
            "invoice": [plain(books.owed(x), books.disputed(account, x), books.disputed(account, x, is_accepted=True))
                        for x in account.invoices],
            "receipt": [plain(books.unapplied(account, x)) for x in account.receipts],
            "promise": [plain(x.state) for x in account.promises],
            "covered": [plain(order, amount) for order, amount in covered.items()],
        }  # fmt: skip
        believed |= {(what, customer): value for what, value in own.items()}
    found = _shown(rows, columns, model.parties)
    for customer in model.parties:
        # An account is made by its first posting.
        found["account", customer] = found["account", customer] or [plain(NOTHING, NOTHING, "good")]
    return found, believed


def customers(rows: dict[str, list[Any]], model: Customers) -> tuple[Shown, Shown]:
    """Show credit and complaints."""
    columns = {"limit": ("credit_limit",), "complaint": ("status",), "request": ("status",)}
    believed: Shown = {}
    for customer, party in model.parties.items():
        believed["limit", customer] = [] if party.limit is None else [plain(party.limit)]
        believed["complaint", customer] = [plain(each.state) for each in party.complaints]
        believed["request", customer] = [plain(each.state) for each in party.requests]
    return _shown(rows, columns, model.parties), believed


def notifications(rows: dict[str, list[Any]], model: Approvals) -> tuple[Shown, Shown]:
    """Show forms: how they stand, and whom they wait for."""
    believed: Shown = {
        ("form", customer): [plain(x.state, x.chain[0] if x.state == "open" else None) for x in party.forms]
        for customer, party in model.parties.items()
    }
    return _shown(rows, {"form": ("state", "waits_for")}, model.parties), believed


def _shown(rows: dict[str, list[Any]], columns: dict[str, tuple[str, ...]], whose: Iterable[str]) -> Shown:
    found = {what: _by_customer(rows[what], *names) for what, names in columns.items()}
    return {(what, customer): found[what][customer] for what in columns for customer in whose}


UNORDERED = {"order", "line", "hold", "covered", "coming_back"}


def differences(shown: tuple[Shown, Shown]) -> list[str]:
    """Name what is not as it should be."""
    found, believed = shown
    wrong = []
    for key in believed:
        is_list = key[0] not in UNORDERED
        pair = [each[key] if is_list else sorted(each[key], key=str) for each in (found, believed)]
        if pair[0] != pair[1]:
            only = [[str(x) for x in pair[n] if x not in pair[1 - n]] for n in (0, 1)]
            wrong.append(f"{key}: is {only[0]}, should be {only[1]} (all: {pair[0]} / {pair[1]})")
    return wrong
