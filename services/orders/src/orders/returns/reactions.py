"""Decisions on returns, and complaints whose remedy is a return (C9, O7)."""

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import ComplaintClosed, ComplaintConfirmed
from contracts.notifications import ApprovalDecided
from orders import forms
from orders.accounts import queries as accounts
from orders.returns import rules
from orders.returns.commands import FREE, KIND, MOVE, Asking, answer_return, delivered, keep, submit_return

FORM = text("SELECT customer_id FROM form_request WHERE request_id = :request_id")
OF_COMPLAINT = text("SELECT * FROM goods_return WHERE complaint_id = :complaint_id")


async def on_return_decided(tx: Tx, event: ApprovalDecided) -> None:
    """Authorise or refuse the return that the form asked for (O7)."""
    if event.form_kind != KIND:
        return
    customer_id = (await tx.execute(FORM, {"request_id": event.request_id})).scalar_one_or_none()
    if customer_id is None:
        return
    account = await accounts.lock(tx, customer_id)
    form = await forms.decide(tx, event)
    if form is not None and form.state != "void":
        await answer_return(tx, account, form.subject_id, form)


async def on_complaint_confirmed(tx: Tx, event: ComplaintConfirmed) -> None:
    """Prepare the return that remedies a complaint, of as much as may still come back (C9, O7)."""
    if event.remedy != "return":
        return
    account = await accounts.lock(tx, event.customer_id)
    if (await tx.execute(OF_COMPLAINT, {"complaint_id": event.complaint_id})).first() is not None:
        return
    known = await delivered(tx, account, [line.shipment_id for line in event.lines])
    wanted = []
    for line in event.lines:
        found = known.get((line.shipment_id, line.line_id))
        if found is None or line.accepted_qty.unit != found.unit:
            continue
        qty = min(line.accepted_qty.value, found.left)
        if qty > 0:
            gone = found.returned + found.coming_back
            wanted.append(rules.Wanted(found, qty, found.worth(gone, gone + qty)))
    if wanted:
        reason = f"客诉 {event.complaint_no}：{event.findings}"[:1000]
        return_id = await keep(tx, Asking(account, wanted, reason, event.complaint_id), "prepared")
        # Without a representative a person hands it in.
        if account.owner_id:
            await submit_return(tx, return_id, account.owner_id)


async def on_complaint_closed(tx: Tx, event: ComplaintClosed) -> None:
    """Withdraw the return of a complaint that proved unfounded or was taken back (O7, N2)."""
    if event.outcome not in {"unfounded", "taken_back"}:
        return
    account = await accounts.lock(tx, event.customer_id)
    row = (await tx.execute(OF_COMPLAINT, {"complaint_id": event.complaint_id})).first()
    if row is not None and row.state == "requested":
        await forms.withdraw(tx, account, "subject_ended", subject=f"return/{row.return_id}")
    elif row is not None and row.state == "prepared":
        await tx.execute(FREE, {"return_id": row.return_id})
        await tx.execute(MOVE, {"return_id": row.return_id, "state": "withdrawn", "approval_id": None})
