"""Projections of the customer: card, credit, promises, territories and complaints."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import (
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintFiled,
    CreditContractOverdue,
    CreditContractReturned,
    CreditEnded,
    CreditGranted,
    CustomerChanged,
    TerritoryAssigned,
)
from contracts.events import CustomerEvent
from contracts.receivables import PromiseBroken, PromiseKept, PromiseMade
from orders import rowset

CreditEvent = CreditGranted | CreditEnded | CreditContractOverdue | CreditContractReturned
CARDS = text(
    "INSERT INTO account AS a (customer_id, branch_id, owner_id, customer_no, name, status, channel, territory_id,"
    " grade, missing_documents, ship_to, card_version)"
    " SELECT r.customer_id, r.branch_id, r.owner_id, r.customer_no, r.name, r.status, r.channel, r.territory_id,"
    " r.grade, ARRAY(SELECT jsonb_array_elements_text(r.missing_documents)), r.ship_to, r.version"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(customer_id uuid, branch_id uuid, owner_id uuid,"
    " customer_no text, name text, status text, channel text, territory_id uuid, grade text,"
    " missing_documents jsonb, ship_to jsonb, version integer) ORDER BY r.customer_id"
    " ON CONFLICT (customer_id) DO UPDATE SET branch_id = excluded.branch_id, owner_id = excluded.owner_id,"
    " customer_no = excluded.customer_no, name = excluded.name, status = excluded.status, channel = excluded.channel,"
    " territory_id = excluded.territory_id, grade = excluded.grade,"
    " missing_documents = excluded.missing_documents, ship_to = excluded.ship_to,"
    " card_version = excluded.card_version WHERE a.card_version <= excluded.card_version"
)
# Credit may arrive before the card: the row then waits for its card (events.md section 6).
CREDITS = text(
    "INSERT INTO account AS a (customer_id, branch_id, owner_id, credit_limit, currency, term_days, provisional,"
    " credit_until, credit_version)"
    " SELECT r.customer_id, r.branch_id, r.owner_id, r.credit_limit, r.currency, r.term_days, r.provisional,"
    " r.credit_until, r.version FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(customer_id uuid, branch_id uuid,"
    " owner_id uuid, credit_limit numeric, currency text, term_days integer, provisional boolean, credit_until date,"
    " version integer) ORDER BY r.customer_id"
    " ON CONFLICT (customer_id) DO UPDATE SET credit_limit = excluded.credit_limit, term_days = excluded.term_days,"
    " provisional = excluded.provisional, credit_until = excluded.credit_until,"
    # Terms granted anew start their own clock, and ended credit awaits no contract.
    " contract_overdue = a.contract_overdue AND a.credit_version = excluded.credit_version,"
    " credit_version = excluded.credit_version WHERE a.credit_version <= excluded.credit_version"
)
CONTRACTS = text(
    "INSERT INTO account AS a (customer_id, branch_id, owner_id, contract_overdue)"
    " SELECT r.customer_id, r.branch_id, r.owner_id, r.contract_overdue"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(customer_id uuid, branch_id uuid, owner_id uuid,"
    " contract_overdue boolean) ORDER BY r.customer_id"
    " ON CONFLICT (customer_id) DO UPDATE SET contract_overdue = excluded.contract_overdue"
)
PROMISES = text(
    "INSERT INTO promise AS p (promise_id, customer_id, branch_id, amount, currency, pay_on, state)"
    " SELECT r.promise_id, r.customer_id, r.branch_id, r.amount, r.currency, r.pay_on, 'open'"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(promise_id uuid, customer_id uuid, branch_id uuid,"
    " amount numeric, currency text, pay_on date) ORDER BY r.promise_id ON CONFLICT (promise_id) DO NOTHING"
)
PROMISE_STATES = text(
    "UPDATE promise p SET state = r.state FROM jsonb_to_recordset(CAST(:rows AS jsonb))"
    " AS r(promise_id uuid, state text) WHERE p.promise_id = r.promise_id"
)
TERRITORIES = text(
    "INSERT INTO territory AS t (territory_id, branch_id, name, regions, channels, person_id, from_on, version)"
    " SELECT r.territory_id, r.branch_id, r.name, ARRAY(SELECT jsonb_array_elements_text(r.regions)),"
    " ARRAY(SELECT jsonb_array_elements_text(r.channels)), r.person_id, r.from_on, r.version"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(territory_id uuid, branch_id uuid, name text, regions jsonb,"
    " channels jsonb, person_id uuid, from_on date, version integer) ORDER BY r.territory_id"
    " ON CONFLICT (territory_id) DO UPDATE SET branch_id = excluded.branch_id, name = excluded.name,"
    " regions = excluded.regions, channels = excluded.channels, person_id = excluded.person_id,"
    " from_on = excluded.from_on, version = excluded.version WHERE t.version <= excluded.version"
)
RECHECK = text(
    "INSERT INTO recheck (customer_id, since) SELECT DISTINCT o.customer_id, CAST(:now AS timestamptz)"
    " FROM account a JOIN sales_order o USING (customer_id) WHERE a.territory_id = ANY(CAST(:ids AS uuid[]))"
    " AND o.unshipped > 0 AND o.state <> 'cancelled' ORDER BY 1 ON CONFLICT DO NOTHING"
)
COMPLAINTS = text(
    "INSERT INTO complaint_line (complaint_id, line_id, shipment_id, order_id, customer_id, branch_id, complaint_no,"
    " state, remedy, qty, amount)"
    " SELECT r.complaint_id, r.line_id, r.shipment_id, r.order_id, r.customer_id, r.branch_id, r.complaint_no,"
    " r.state, r.remedy, r.qty, r.amount FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(complaint_id uuid,"
    " line_id uuid, shipment_id uuid, order_id uuid, customer_id uuid, branch_id uuid, complaint_no text, state text,"
    " remedy text, qty numeric, amount numeric) ORDER BY 1, 2, 3"
    " ON CONFLICT (complaint_id, line_id, shipment_id) DO UPDATE SET state = excluded.state,"
    " remedy = excluded.remedy, qty = excluded.qty, amount = excluded.amount"
)
CLOSE_COMPLAINTS = text("UPDATE complaint_line SET state = 'closed' WHERE complaint_id = ANY(CAST(:ids AS uuid[]))")


async def project_customers(tx: Tx, events: Sequence[CustomerChanged]) -> None:
    """Keep the card: may the customer be sold to, at which grade's price, where to (C1, C2, P3)."""
    await tx.execute(CARDS, {"rows": _last(events)})


async def project_credit(tx: Tx, events: Sequence[CreditEvent]) -> None:
    """Keep limit and terms, and whether their signed contract is late, in the order in which they came (C5, C6)."""
    for is_credit, run in groupby(events, key=lambda event: isinstance(event, CreditGranted | CreditEnded)):
        await (_keep_credit if is_credit else _keep_contracts)(tx, list(run))


async def _keep_credit(tx: Tx, events: Sequence[Any]) -> None:
    # Ended credit is a limit of nothing, hence cash (C5).
    rows = {event.customer_id: _credit(event) for event in sorted(events, key=lambda e: e.version)}
    await tx.execute(CREDITS, {"rows": rowset.pack(rows.values())})


def _credit(event: CreditGranted | CreditEnded) -> dict[str, Any]:
    row: dict[str, Any] = {**_common(event), "version": event.version, "credit_limit": 0, "currency": "CNY"}
    if isinstance(event, CreditEnded):
        return {**row, "term_days": 0, "provisional": False, "credit_until": None}
    return {
        **row,
        "credit_limit": event.limit.amount,
        "currency": event.limit.currency,
        "term_days": event.term_days,
        "provisional": event.provisional,
        "credit_until": event.valid_until_on,
    }


async def _keep_contracts(tx: Tx, events: Sequence[Any]) -> None:
    rows = {
        event.customer_id: {**_common(event), "contract_overdue": isinstance(event, CreditContractOverdue)}
        for event in events
    }
    await tx.execute(CONTRACTS, {"rows": rowset.pack(rows.values())})


async def project_promises(tx: Tx, events: Sequence[PromiseMade | PromiseKept | PromiseBroken]) -> None:
    """Keep promises to pay and what became of them (O6)."""
    made = [event for event in events if isinstance(event, PromiseMade)]
    rows = [{**_common(e), "promise_id": e.promise_id, "pay_on": e.pay_on, **e.amount.model_dump()} for e in made]
    states = {event.replaces_id: "replaced" for event in made if event.replaces_id}
    states |= {e.promise_id: "kept" for e in events if isinstance(e, PromiseKept)}
    states |= {e.promise_id: "broken" for e in events if isinstance(e, PromiseBroken)}
    await tx.execute(PROMISES, {"rows": rowset.pack(rows)})
    await tx.execute(
        PROMISE_STATES, {"rows": rowset.pack({"promise_id": key, "state": state} for key, state in states.items())}
    )


async def project_territories(tx: Tx, events: Sequence[TerritoryAssigned]) -> None:
    """Keep whose territory is where; open orders of its customers are looked at by a sweep (P3)."""
    rows = {event.territory_id: event.model_dump(mode="json") for event in events}
    await tx.execute(TERRITORIES, {"rows": rowset.pack(rows.values())})
    await tx.execute(RECHECK, {"ids": list(rows), "now": tx.now})


async def project_complaints(tx: Tx, events: Sequence[ComplaintFiled | ComplaintConfirmed | ComplaintClosed]) -> None:
    """Show complaints on the lines that they are about (C9)."""
    rows: dict[Any, dict[str, Any]] = {}
    for event in events:
        if isinstance(event, ComplaintFiled | ComplaintConfirmed):
            rows |= dict(_complained(event))
    await tx.execute(COMPLAINTS, {"rows": rowset.pack(rows.values())})
    closed = [event.complaint_id for event in events if isinstance(event, ComplaintClosed)]
    await tx.execute(CLOSE_COMPLAINTS, {"ids": closed})


def _complained(event: ComplaintFiled | ComplaintConfirmed) -> list[tuple[Any, dict[str, Any]]]:
    confirmed = isinstance(event, ComplaintConfirmed)
    rows = [
        {
            **_common(event), "complaint_id": event.complaint_id, "complaint_no": event.complaint_no,
            "line_id": line.line_id, "shipment_id": line.shipment_id, "order_id": line.order_id,
            "state": "confirmed" if confirmed else "filed",
            "remedy": event.remedy if isinstance(event, ComplaintConfirmed) else None,
            "qty": line.qty.value, "amount": line.amount.amount,
        }
        for line in event.lines
    ]  # fmt: skip
    return [((event.complaint_id, row["line_id"], row["shipment_id"]), row) for row in rows]


def _common(event: CustomerEvent) -> dict[str, Any]:
    return {"customer_id": event.customer_id, "branch_id": event.branch_id, "owner_id": event.owner_id}


def _last(events: Sequence[CustomerChanged]) -> str:
    newest = {event.customer_id: event for event in sorted(events, key=lambda e: e.version)}
    return rowset.pack(event.model_dump(mode="json") for event in newest.values())
