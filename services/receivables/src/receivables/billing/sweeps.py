"""What a complaint let off before its invoice is credited once the invoice is there (C9)."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from receivables import books
from receivables.billing import commands
from receivables.billing.commands import Reason
from receivables.billing.queries import LineKey

BILLED = text(
    """
    SELECT DISTINCT a.customer_id, a.branch_id, a.owner_id, a.currency FROM allowance a
    JOIN invoice_line l USING (shipment_id, line_id) JOIN invoice i USING (invoice_id)
    WHERE i.state = 'issued' ORDER BY a.customer_id, a.currency LIMIT :chunk
    """
)
TAKE = text(
    """
    DELETE FROM allowance a USING invoice_line l, invoice i
    WHERE a.customer_id = :customer_id AND a.currency = :currency AND l.shipment_id = a.shipment_id
      AND l.line_id = a.line_id AND i.invoice_id = l.invoice_id AND i.state = 'issued'
    RETURNING a.complaint_id, a.complaint_no, a.shipment_id, a.line_id, a.amount
    """
)


async def credit_allowances(tx: Tx) -> int:
    """Credit what waited for its invoice, a customer at a time under the account's lock (C9)."""
    found = (await tx.execute(BILLED, {"chunk": CHUNK})).all()
    desk = books.Desk.of(tx)
    for row in found:
        who = {"customer_id": row.customer_id, "branch_id": row.branch_id, "owner_id": row.owner_id}
        account = await desk.account(who, row.currency)
        amounts: dict[tuple[UUID, str], dict[LineKey, Decimal]] = defaultdict(dict)
        facts = {"customer_id": account.customer_id, "currency": account.currency}
        for let in await tx.execute(TAKE, facts):
            amounts[let.complaint_id, let.complaint_no][let.shipment_id, let.line_id] = let.amount
        for complaint_id, complaint_no in sorted(amounts):
            reason = Reason(complaint_no, None, complaint_id)
            await commands.let_off(desk, account, amounts[complaint_id, complaint_no], reason)
    return len(found)
