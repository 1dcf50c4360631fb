"""Events of other services, named after the states that they bring about."""

from datetime import UTC, datetime
from decimal import Decimal

from chassis.ids import new_id
from contracts.blocks import Exposure
from contracts.customers import (
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintFiled,
    ComplaintLine,
    ConfirmedLine,
    CreditGranted,
    CustomerChanged,
    Invoicing,
)
from contracts.orders import (
    AcceptedLine,
    BilledShipment,
    CancelledLine,
    InvoicingRequested,
    NotTaken,
    OrderCancelled,
    ReturnReceived,
    ShipmentDelivered,
    ShippedLine,
)
from contracts.values import Money, Quantity, UnitPrice

RATE = Decimal("0.13")


def yuan(amount):
    return Money.of(str(amount))


class Buyer:
    """A customer of a branch, and what other services tell of it."""

    def __init__(self, branch_id, owner_id=None):
        self.customer_id, self.branch_id, self.owner_id = new_id(), branch_id, owner_id or new_id()

    @property
    def who(self):
        return {"customer_id": self.customer_id, "branch_id": self.branch_id, "owner_id": self.owner_id}

    def card(self, version=1, **changes):
        facts = {
            **self.who, "customer_no": "K10023", "name": "华东印务有限公司", "status": "active", "channel": None,
            "territory_id": None, "grade": "A", "grade_reason": None, "missing_documents": (),
            "invoicing": Invoicing(title="华东印务有限公司", tax_no="91320594MA1X12345K", file_id=None),
            "ship_to": (), "changed": (), "version": version,
        }  # fmt: skip
        return CustomerChanged(**(facts | changes))

    def credit(self, days=30, version=1):
        return CreditGranted(
            **self.who, limit=yuan("200000.00"), term_days=days, provisional=False, valid_until_on=None,
            contract_due_at=None, approval_id=None, version=version,
        )  # fmt: skip

    def exposure(self):
        nothing = yuan(0)
        return Exposure(
            currency="CNY", reserved=nothing, account_net=nothing, exposure=nothing, limit=nothing, account_version=0,
            credit_version=0,
        )  # fmt: skip

    def confirmed(self, complaint_id, *lines, remedy="return", disputed="0.00"):
        return ComplaintConfirmed(
            **self.who, complaint_id=complaint_id, complaint_no="KS-1", severity="major", findings="受潮",
            lines=tuple(
                ConfirmedLine(**line.model_dump(), accepted_qty=line.qty, accepted_amount=yuan(accepted))
                for line, accepted in lines
            ),
            remedy=remedy, remedy_due_at=None, disputed=yuan(disputed),
        )  # fmt: skip

    def closed(self, complaint_id, outcome="satisfied"):
        return ComplaintClosed(
            **self.who, complaint_id=complaint_id, complaint_no="KS-1", outcome=outcome, confirmation_file_id=None
        )


class Shipment:
    """A shipment of one order; each line is a quantity in kg at a unit price."""

    def __init__(self, buyer, *lines, order_id=None, days=30):
        self.buyer, self.order_id, self.shipment_id = buyer, order_id or new_id(), new_id()
        self.days = days
        self.lines = [
            ShippedLine(
                line_id=new_id(), line_no=n, product_id=new_id(), product_name="白卡纸 250 g",
                qty=Quantity.of(f"{qty}.000", "kg"), unit_price=UnitPrice.of(price),
                amount=UnitPrice.of(price).for_quantity(Quantity.of(f"{qty}.000", "kg")), tax_rate=RATE,
            )
            for n, (qty, price) in enumerate(lines, start=1)
        ]  # fmt: skip

    @property
    def amount(self):
        return Money.sum_of(line.amount for line in self.lines)

    def delivered(self, *, not_taken=()):
        refused = {each.line_id: each for each in not_taken}
        lines = tuple(
            line.model_copy(
                update={
                    "qty": line.qty - refused[line.line_id].qty,
                    "amount": line.amount - refused[line.line_id].amount,
                }
            )
            if line.line_id in refused
            else line
            for line in self.lines
        )
        return ShipmentDelivered(
            **self.buyer.who, shipment_id=self.shipment_id, note_no="FH-1", order_id=self.order_id, order_no="DD-1",
            lines=lines, amount=Money.sum_of(line.amount for line in lines), not_taken=tuple(not_taken),
            delivered_at=datetime(2026, 3, 11, 1, 0, tzinfo=UTC), receipt_due_at=datetime(2026, 3, 16, tzinfo=UTC),
            terms="credit" if self.days else "cash", term_days=self.days, bill="on_request",
            exposure=self.buyer.exposure(),
        )  # fmt: skip

    def refused(self, n, qty, *, again=False):
        line = self.lines[n]
        wanted = Quantity.of(f"{qty}.000", "kg")
        return NotTaken(line_id=line.line_id, qty=wanted, amount=line.unit_price.for_quantity(wanted), again=again)

    def to_invoice(self, *others):
        shipments = (self, *others)
        return InvoicingRequested(
            **self.buyer.who, invoicing_id=new_id(), request_no="KP-2026-0042",
            shipments=tuple(
                BilledShipment(shipment_id=s.shipment_id, note_no="FH-1", order_id=s.order_id, amount=s.amount)
                for s in shipments
            ),
            total=Money.sum_of(s.amount for s in shipments), remarks=None,
        )  # fmt: skip

    def complained(self, n, amount):
        line = self.lines[n]
        return ComplaintLine(
            order_id=self.order_id, order_no="DD-1", line_id=line.line_id, shipment_id=self.shipment_id,
            product_id=line.product_id, product_name=line.product_name, qty=line.qty, amount=yuan(amount),
        )  # fmt: skip

    def complaint(self, n, amount, complaint_id=None):
        return ComplaintFiled(
            **self.buyer.who, complaint_id=complaint_id or new_id(), complaint_no="KS-1", kind="complaint",
            severity="major", lines=(self.complained(n, amount),), disputed=yuan(amount),
            answer_due_at=datetime(2026, 3, 20, tzinfo=UTC), specialist_id=None, settled_on_spot=False,
        )  # fmt: skip

    def came_back(self, n, qty, complaint_id=None):
        line = self.lines[n]
        back = Quantity.of(f"{qty}.000", "kg")
        amount = line.unit_price.for_quantity(back)
        return ReturnReceived(
            **self.buyer.who, return_id=new_id(), return_no="TH-1", rejected=(), total=amount,
            lines=(
                AcceptedLine(
                    order_id=self.order_id, shipment_id=self.shipment_id, line_id=line.line_id,
                    product_id=line.product_id, product_name=line.product_name, qty=back, unit_price=line.unit_price,
                    amount=amount,
                ),
            ),
            received_on=datetime(2026, 3, 20, tzinfo=UTC).date(), complaint_id=complaint_id,
        )  # fmt: skip

    def cancelled(self, n, qty, handed_over):
        line = self.lines[n]
        wanted = Quantity.of(f"{qty}.000", "kg")
        return OrderCancelled(
            **self.buyer.who, order_id=self.order_id, order_no="DD-1", revision=2,
            lines=(
                CancelledLine(
                    line_id=line.line_id, qty=wanted, handed_over=Quantity.of(f"{handed_over}.000", "kg"),
                    amount=line.unit_price.for_quantity(wanted),
                ),
            ),
            reason="客户取消", whole=False, value=yuan(0), exposure=None,
        )  # fmt: skip


def payment(buyer, amount, on="2026-03-11", ref="ICBC-1", **changes):
    return {
        "customer_id": str(buyer.customer_id), "bank_ref": ref, "received_on": on,
        "amount": {"amount": amount, "currency": "CNY"}, **changes,
    }  # fmt: skip


def part(invoice_id, amount, currency="CNY"):
    return {"invoice_id": str(invoice_id), "amount": {"amount": amount, "currency": currency}}


def kinds(events):
    return [event.type.removeprefix("receivables.").removesuffix(".v1") for event in events]
