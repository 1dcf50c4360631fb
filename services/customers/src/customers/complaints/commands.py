"""Take complaints in, answer them, confirm the facts (C9, C11)."""

from uuid import UUID

from chassis.ids import new_id
from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.customers import ComplaintConfirmed, ComplaintFiled
from contracts.values import Money, Quantity
from customers import deadlines, defaults
from customers.complaints import forms, queries, rules
from customers.complaints.model import Complaint, ComplaintLine
from customers.complaints.remedies import remedied
from customers.deliveries import queries as deliveries
from customers.dossiers import queries as dossiers

# What a complaint about no goods disputes nothing in.
CURRENCY = "CNY"


async def file_complaint(tx: Tx, command: forms.FileComplaint) -> Complaint:
    """Take a complaint in and start its clock; what was settled on the spot is reported all the same (C9, C11)."""
    customer = await dossiers.locked(tx, command.customer_id)
    lines = await _checked_lines(tx, command, customer.branch_id)
    complaint = await _complaint(tx, command, customer.branch_id, lines)
    tx.add(complaint)
    tx.emit(
        ComplaintFiled(
            **complaint.names,
            owner_id=customer.owner_id,
            kind=command.kind,
            severity=command.severity,
            lines=tuple(line.told() for line in lines),
            disputed=complaint.disputed_money,
            answer_due_at=complaint.due_at or tx.now,
            specialist_id=complaint.specialist_id,
            settled_on_spot=complaint.settled_on_spot,
        )
    )
    if command.settlement:
        _confirm(tx, complaint, forms.ConfirmFacts(findings=command.settlement, remedy="none"), customer.owner_id)
    await tx.session.flush()
    return complaint


async def answer_complaint(tx: Tx, complaint_id: UUID, version: int, command: forms.AnswerComplaint) -> Complaint:
    """Answer the customer for the first time; the facts are next (C9)."""
    complaint, _ = await locked(tx, complaint_id, version)
    rules.check_step(complaint.status, "filed")
    complaint.answer = command.answer
    facts = defaults.FACTS_DAYS[complaint.severity]
    complaint.enter("answered", deadlines.in_working_days(tx, facts, complaint.scope))
    return complaint


async def confirm_facts(tx: Tx, complaint_id: UUID, command: forms.ConfirmFacts) -> Complaint:
    """Confirm the facts and decide the remedy (C9)."""
    complaint, owner_id = await locked(tx, complaint_id)
    rules.check_step(complaint.status, "filed", "answered")
    _confirm(tx, complaint, command, owner_id)
    return complaint


async def locked(tx: Tx, complaint_id: UUID, version: int | None = None) -> tuple[Complaint, UUID | None]:
    """Return a complaint under its lock, after its customer's, and the customer's owner."""
    customer_id = (await queries.complaint(tx, complaint_id)).customer_id
    customer = await dossiers.locked(tx, customer_id)
    complaint = await queries.find_locked(tx, complaint_id)
    if complaint is None:
        raise NotFound
    if version is not None and complaint.version != version:
        raise PreconditionFailed
    return complaint, customer.owner_id


async def _checked_lines(tx: Tx, command: forms.FileComplaint, branch_id: UUID) -> list[ComplaintLine]:
    keys = [(line.shipment_id, line.line_id) for line in command.lines]
    found = await deliveries.delivered_lines(tx, command.customer_id, keys) if keys else {}
    taken = await queries.complained(tx, keys) if keys else {}
    delivered = {
        key: rules.Delivered(
            qty=Quantity.of(row.qty, row.unit),
            amount=Money.of(row.amount, row.currency),
            left=Quantity.of(row.qty - row.returned_qty - taken.get(key, 0), row.unit),
        )
        for key, row in found.items()
    }
    wanted = [rules.Wanted((line.shipment_id, line.line_id), line.qty, line.amount) for line in command.lines]
    rules.check_filing(command.kind, wanted, delivered)
    return [
        _line(place, line, found[line.shipment_id, line.line_id], branch_id)
        for place, line in enumerate(command.lines, 1)
    ]


def _line(line_no: int, line: forms.FiledLine, known: object, branch_id: UUID) -> ComplaintLine:
    return ComplaintLine(
        line_no=line_no,
        branch_id=branch_id,
        shipment_id=line.shipment_id,
        line_id=line.line_id,
        order_id=known.order_id,  # type: ignore[attr-defined]
        order_no=known.order_no,  # type: ignore[attr-defined]
        product_id=known.product_id,  # type: ignore[attr-defined]
        product_name=known.product_name,  # type: ignore[attr-defined]
        qty=line.qty.value,
        unit=line.qty.unit,
        amount=line.amount.amount,
        currency=line.amount.currency,
    )


async def _complaint(tx: Tx, command: forms.FileComplaint, branch_id: UUID, lines: list[ComplaintLine]) -> Complaint:
    holders = tx.reference.holders("complaint_specialist", branch_id)
    complaint = Complaint(
        complaint_id=new_id(),
        complaint_no=await queries.next_no(tx),
        customer_id=command.customer_id,
        branch_id=branch_id,
        kind=command.kind,
        severity=command.severity,
        description=command.description,
        photographs=[photograph.model_dump(mode="json") for photograph in command.photographs],
        disputed=sum(line.amount for line in lines),
        currency=lines[0].currency if lines else CURRENCY,
        specialist_id=holders[0].person_id if holders else None,
        settled_on_spot=command.settlement is not None,
        round=0,
        filed_at=tx.now,
        filed_by=tx.actor.id,
        version=0,
        lines=lines,
    )
    complaint.enter("filed", deadlines.in_hours(tx, defaults.ANSWER_HOURS[command.severity], complaint.scope))
    return complaint


def _confirm(tx: Tx, complaint: Complaint, command: forms.ConfirmFacts, owner_id: UUID | None) -> None:
    _accept(complaint, command)
    term = deadlines.in_working_days(tx, defaults.REMEDY_DAYS[complaint.severity], complaint.scope)
    accepted = [line.confirmed().accepted_amount for line in complaint.lines]
    disputed = rules.still_disputed(command.remedy, accepted, complaint.currency)
    complaint.findings, complaint.remedy, complaint.disputed = command.findings, command.remedy, disputed.amount
    complaint.enter("confirmed", term)
    tx.emit(
        ComplaintConfirmed(
            **complaint.names,
            owner_id=owner_id,
            severity=complaint.severity,
            findings=command.findings,
            lines=tuple(line.confirmed() for line in complaint.lines),
            remedy=command.remedy,
            remedy_due_at=None if command.remedy == "none" else term.due_at,
            disputed=disputed,
        )
    )
    if command.remedy == "none":
        remedied(tx, complaint, owner_id, None)


def _accept(complaint: Complaint, command: forms.ConfirmFacts) -> None:
    by_key = {(line.shipment_id, line.line_id): line for line in complaint.lines}
    findings = []
    for place, found in enumerate(command.lines):
        line = by_key.get((found.shipment_id, found.line_id))
        if line is None:
            raise rules.AcceptedTooMuch(field=f"/lines/{place}")
        told = line.told()
        findings.append(rules.Finding(told.qty, told.amount, found.accepted_qty, found.accepted_amount))
    rules.check_findings(command.remedy, findings)
    for line in complaint.lines:
        line.accepted_qty = line.accepted_amount = 0  # type: ignore[assignment]
    for found in command.lines:
        line = by_key[found.shipment_id, found.line_id]
        line.accepted_qty, line.accepted_amount = found.accepted_qty.value, found.accepted_amount.amount
