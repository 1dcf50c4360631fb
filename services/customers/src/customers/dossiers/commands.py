"""Open, edit, grade and close customers (C1, C2, C4)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy.exc import IntegrityError

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.refusals import Invalid, NotFound
from chassis.tx import Tx
from customers import defaults
from customers.credit import queries as credit
from customers.dossiers import queries, rules
from customers.dossiers.model import Customer, CustomerDocument
from customers.territories import queries as territories
from edge.inputs import Command, Flag, Name, Text, Uuid, comparable


class Place(Command):
    """Where goods go: `town` decides between 24 and 48 hours (O9)."""

    ship_to_id: Uuid | None = None
    place: Annotated[Text, Field(max_length=300)]
    region: Name
    town: Flag


class Contact(Command):
    """Whom to call; never leaves this service (C15)."""

    name: Name
    telephone: Annotated[Text, Field(max_length=40)]
    position: Name


class InvoicingDetails(Command):
    """What an invoice must state of the buyer (开票资料)."""

    title: Name
    tax_no: Annotated[Text, Field(max_length=40)]
    file_id: Uuid | None = None


class EditCustomer(Command):
    """A customer's card as it should be."""

    name: Name
    credit_code: Annotated[Text, Field(max_length=18)] | None = None
    owner_id: Uuid | None = None
    territory_id: Uuid | None = None
    dealer_id: Uuid | None = None
    channel: Name | None = None
    ship_to: Annotated[tuple[Place, ...], Field(max_length=200)] = ()
    invoicing: InvoicingDetails | None = None
    contacts: Annotated[tuple[Contact, ...], Field(max_length=50)] = ()


class OpenCustomer(EditCustomer):
    """A new customer's card; without a number one is drawn."""

    branch_id: Uuid
    customer_no: Annotated[Name, Field(max_length=40)] | None = None


class GradeCustomer(Command):
    """A grade by hand, with its reason."""

    grade: Literal["A", "B", "C", "D"]
    reason: Text


class CloseCustomer(Command):
    """Why nothing is sold any more."""

    reason: Text


async def open_customer(tx: Tx, command: OpenCustomer) -> Customer:
    """Open an account; nothing is sold before the dossier is complete (C1, C2)."""
    if command.branch_id not in tx.actor.scope:
        raise NotFound
    customer = Customer(
        customer_id=new_id(),
        customer_no=command.customer_no or await queries.next_no(tx),
        branch_id=command.branch_id,
        status="pending",
        missing=[],
        opened_at=tx.now,
        opened_by=tx.actor.id,
        version=0,
    )
    await _fill(tx, customer, command)
    tx.add(customer)
    await settle(tx, customer, [], "opened")
    return customer


async def edit_customer(tx: Tx, customer_id: UUID, version: int, command: EditCustomer) -> Customer:
    """Change a customer's card (C1)."""
    customer = await open_locked(tx, customer_id, version)
    before = {name: getattr(customer, name) for name in EditCustomer.model_fields}
    await _fill(tx, customer, command)
    changed = [name for name, value in before.items() if getattr(customer, name) != value]
    papers = await queries.documents(tx, [customer_id])
    await settle(tx, customer, papers[customer_id], *changed)
    return customer


async def grade_customer(tx: Tx, customer_id: UUID, version: int, command: GradeCustomer) -> Customer:
    """Set a customer's grade, with the reason (C4)."""
    customer = await open_locked(tx, customer_id, version)
    customer.grade, customer.grade_reason = command.grade, command.reason
    papers = await queries.documents(tx, [customer_id])
    await settle(tx, customer, papers[customer_id], "grade")
    return customer


async def close_customer(tx: Tx, customer_id: UUID, version: int, command: CloseCustomer) -> Customer:
    """Close a customer whose credit has ended (C2)."""
    customer = await open_locked(tx, customer_id, version)
    if await credit.is_open(tx, customer_id):
        raise rules.CreditStands
    customer.status, customer.closed_because, customer.papers_until = "closed", command.reason, None
    customer.version += 1
    tx.emit(customer.changed("status"))
    return customer


async def open_locked(tx: Tx, customer_id: UUID, version: int) -> Customer:
    """Return a customer that is not closed, under its lock, at the version."""
    customer = await queries.locked(tx, customer_id, version)
    if customer.status == "closed":
        raise rules.CustomerClosed
    return customer


async def _fill(tx: Tx, customer: Customer, command: EditCustomer) -> None:
    rules.check_credit_code(command.credit_code)
    await _check_links(tx, command)
    customer.name, customer.name_key = command.name, comparable(command.name)
    customer.credit_code = command.credit_code
    customer.owner_id = command.owner_id
    customer.territory_id = command.territory_id
    customer.dealer_id = command.dealer_id
    customer.channel = command.channel
    customer.invoicing = command.invoicing.model_dump(mode="json") if command.invoicing else None
    customer.contacts = [contact.model_dump(mode="json") for contact in command.contacts]
    customer.ship_to = [_placed(place) for place in command.ship_to]


def _placed(place: Place) -> dict[str, Any]:
    return {**place.model_dump(mode="json"), "ship_to_id": str(place.ship_to_id or new_id())}


async def _check_links(tx: Tx, command: EditCustomer) -> None:
    owner = tx.reference.people.get(command.owner_id) if command.owner_id else None
    if command.owner_id and (owner is None or not owner.active):
        raise Invalid(field="/owner_id")
    if command.territory_id and await territories.territory(tx, command.territory_id) is None:
        raise Invalid(field="/territory_id")
    if command.dealer_id:
        await queries.customer(tx, command.dealer_id)


async def settle(tx: Tx, customer: Customer, papers: list[CustomerDocument], *changed: str) -> None:
    """Judge the dossier anew, write the card's next version and tell it (C2)."""
    judge(tx, customer, papers)
    customer.version += 1
    try:
        await tx.session.flush()
    except IntegrityError as error:
        constraint = getattr(getattr(error.orig, "__cause__", None), "constraint_name", None)
        if constraint not in rules.TAKEN:
            raise
        raise rules.TAKEN[constraint] from error
    tx.emit(customer.changed(*changed))


def judge(tx: Tx, customer: Customer, papers: list[CustomerDocument]) -> None:
    """Let the papers decide the customer's status (C2)."""
    on_file = [rules.Paper(paper.kind, paper.number, paper.expires_on) for paper in papers]
    found = rules.completeness(customer.status, on_file, demands(tx, customer), tx.today)
    customer.status, customer.missing = found.status, list(found.missing)
    customer.papers_until = found.papers_until


def demands(tx: Tx, customer: Customer) -> rules.Demands:
    """Return what the firm wants on file of this customer (C1)."""
    scope = Scope(branch_id=customer.branch_id, customer_id=customer.customer_id)
    return rules.Demands(
        required=tx.setting(defaults.REQUIRED_DOCUMENTS, scope),
        combined_licence_counts=tx.setting(defaults.COMBINED_LICENCE_COUNTS, scope),
        applies_to=tx.setting(defaults.DOSSIER_APPLIES_TO, scope),
    )
