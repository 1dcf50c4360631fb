"""Events of a customer's card."""

from typing import Annotated, ClassVar

from contracts.events import PERSONAL, Block, CustomerEvent, known
from contracts.values import Id


class ShipTo(Block):
    """A place to deliver to, without a contact; `town` decides between 24 and 48 hours (O9)."""

    ship_to_id: Id
    place: str
    region: str
    town: bool


class Invoicing(Block):
    """What an invoice must state of the buyer (开票资料); the paper itself stays with customers."""

    title: Annotated[str, PERSONAL]
    tax_no: str
    file_id: Id | None


class CustomerChanged(CustomerEvent):
    """Raised on opening and on any change of the card; O sells by it, R invoices by it, N routes (C1-C4, P3).

    O: may it be sold to, at which grade's price, where to. R: name and tax data. N: names and owner.
    `owner_id` is the representative; `changed` names the fields that moved.
    """

    type = "customers.customer.changed.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    customer_no: str
    name: Annotated[str, PERSONAL]
    status: Annotated[str, known("prospect", "pending", "active", "lapsed", "closed")]
    channel: str | None
    territory_id: Id | None
    grade: Annotated[str, known("A", "B", "C", "D")] | None
    grade_reason: str | None
    missing_documents: tuple[
        Annotated[
            str,
            known(
                "business_licence",
                "organisation_code",
                "taxpayer_certificate",
                "invoicing_details",
                "identity_card",
                "overview_form",
            ),
        ],
        ...,
    ]
    invoicing: Invoicing | None
    ship_to: tuple[ShipTo, ...]
    changed: tuple[str, ...]
    version: int
