"""File the papers of a dossier, and notice when they lapse (C1, C2)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from chassis.ids import new_id
from chassis.sweeper import CHUNK
from chassis.tx import Tx
from customers.dossiers import commands, queries, rules
from customers.dossiers.model import Customer, CustomerDocument
from edge.inputs import Command, StrictDay, Text, Uuid

Kind = Literal[
    "business_licence",
    "organisation_code",
    "taxpayer_certificate",
    "invoicing_details",
    "identity_card",
    "overview_form",
]


class FileDocument(Command):
    """A paper with its number, dates and the reference of its scan."""

    number: Annotated[Text, Field(max_length=60)]
    issued_on: StrictDay | None = None
    expires_on: StrictDay | None = None
    file_id: Uuid
    checksum: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


async def file_document(tx: Tx, customer_id: UUID, kind: Kind, version: int, command: FileDocument) -> Customer:
    """Put a paper into the dossier in place of an older one; completion makes the customer active (C1, C2)."""
    rules.check_dates(command.issued_on, command.expires_on, tx.today)
    customer = await commands.open_locked(tx, customer_id, version)
    on_file = (await queries.documents(tx, [customer_id]))[customer_id]
    for older in on_file:
        if older.kind == kind:
            older.replaced_at = tx.now
    # The older paper makes way before the new one comes: one of a kind is current.
    await tx.session.flush()
    paper = CustomerDocument(
        document_id=new_id(),
        customer_id=customer_id,
        branch_id=customer.branch_id,
        kind=kind,
        filed_at=tx.now,
        filed_by=tx.actor.id,
        **command.model_dump(),
    )
    tx.add(paper)
    kept = [older for older in on_file if older.kind != kind]
    await commands.settle(tx, customer, [*kept, paper], f"documents/{kind}")
    return customer


async def lapse_papers(tx: Tx) -> int:
    """Stop customers with a paper that expired (C2)."""
    due = (
        select(Customer)
        .where(Customer.status == "active", Customer.papers_until < tx.today)
        .order_by(Customer.customer_id)
        .limit(CHUNK)
        .with_for_update(skip_locked=True)
    )
    customers = (await tx.session.execute(due)).scalars().all()
    papers = await queries.documents(tx, [customer.customer_id for customer in customers])
    for customer in customers:
        commands.judge(tx, customer, papers[customer.customer_id])
        if customer.status != "active":
            customer.version += 1
            tx.emit(customer.changed("status", "missing_documents"))
    return len(customers)
