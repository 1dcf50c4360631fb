"""Goal 8: invoices from deliveries by the batch consumer, posted and numbered without a gap, against COPY."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from bench import peer, wire
from bench.compare import compared, grown
from bench.consuming import Reading, consumed
from bench.copying import Copied, copied
from bench.goal import Bar, Goal
from bench.ledgers import SERVICE, Ledger, Shape, filled
from bench.row import Row
from bench.stage import Stage
from bench.stream import Stream
from bench.watch import Sample, Watch
from branchline.databases import Urls
from branchline.estate import service
from chassis.clock import SystemClock, real_now
from chassis.consumer import Consumer
from chassis.database import Database
from chassis.ids import new_id
from contracts.blocks import Exposure
from contracts.events import Event
from contracts.orders import BilledShipment, InvoicingRequested, ShipmentDelivered, ShippedLine
from contracts.values import Money, Quantity, UnitPrice

SOURCE, TOPIC = "orders", "bench.invoices"
KEYS, LINES, LOT = 3000, 3, 500
LOAD = "deliveries, then requests to bill, lie on the topic; consumer in the bench's own process, uvloop; 3 lines each"
RAW = Bar(8, "invoices from deliveries, against COPY of the same rows", "invoices/s", "at least", 0, load=LOAD)
LISTS = Bar(8, "invoices from deliveries, against the peer's lists of 50", "invoices/s", "at least", 80, 150, LOAD)
PRICE, QTY, RATE = UnitPrice.of("5000.0000"), Quantity.of("1.000", "t"), Decimal("0.13")
ISSUED = "SELECT array_agg(invoice_id ORDER BY invoice_no) FROM invoice"
# Nothing but numbers in a row, each of an invoice of all its lines, posted and told.
WHOLE = """
SELECT (SELECT count(*) FROM number) = $1 AND (SELECT max(n) FROM number) = $1
AND (SELECT count(*) FROM invoice WHERE invoice_no IS NOT NULL) = $1 AND (SELECT count(*) FROM entry) = $1
AND (SELECT count(*) FROM invoice_line) = $2 AND (SELECT count(*) FROM posting) = $2
AND (SELECT count(*) FROM journal WHERE type = 'receivables.invoice.issued.v1') = $1
"""
# Of a lot of invoices; accounts are made with their first one.
READS = {
    "account": """
        SELECT a.* FROM account a JOIN (SELECT DISTINCT ON (customer_id) customer_id, invoice_id FROM invoice
        ORDER BY customer_id, invoice_no) AS f USING (customer_id) WHERE f.invoice_id = ANY($1)
    """,
    "billable": """
        SELECT b.* FROM billable b JOIN invoice_line l USING (shipment_id, line_id) WHERE l.invoice_id = ANY($1)
    """,
    "invoice": "SELECT * FROM invoice WHERE invoice_id = ANY($1)",
    "invoice_line": "SELECT * FROM invoice_line WHERE invoice_id = ANY($1)",
    "entry": "SELECT e.* FROM entry e JOIN unnest($1::uuid[]) AS i ON e.about = 'invoice/' || i",
    "posting": """
        SELECT p.* FROM posting p JOIN entry e USING (entry_id)
        JOIN unnest($1::uuid[]) AS i ON e.about = 'invoice/' || i
    """,
    "number": "SELECT * FROM number WHERE document_id = ANY($1)",
    "journal": """
        SELECT j.* FROM journal j WHERE j.cause_id IN (
            SELECT e.cause_id FROM entry e JOIN unnest($1::uuid[]) AS i ON e.about = 'invoice/' || i)
    """,
}


class Billing:
    """Deliveries that are billed, each time in a fresh copy of a ledger with customers alone."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self._stage, self._ledger, self._times = stage, ledger, 0
        self.written: Copied | None = None

    async def product(self, watch: Watch, topic: str, invoices: int) -> Sample:
        """Apply all events as the worker does."""
        self._times += 1
        urls = await self._stage.copy(self._ledger.urls, SERVICE, "billing")
        database = Database(SERVICE, urls.worker, SystemClock())
        consumer = Consumer(database, f"{topic}-{self._times}", service(SERVICE).table, 1)
        try:
            reading = Reading(consumer.group, topic, 2 * invoices)
            await consumed(self._stage.infra.kafka, reading, consumer.handle, watch)
        finally:
            await database.stop()
        await self._check(urls, invoices)
        return watch.rate(invoices)

    async def raw(self, watch: Watch, invoices: int) -> Sample:
        """Write the rows of the last run by COPY, as many invoices a transaction as a batch has at most."""
        if self.written is None:
            self.written = await self._rows(invoices)
        urls = await self._stage.copy(self._ledger.urls, SERVICE, "billing_raw")
        sample = await self.written.write(watch, self._stage.admin(urls), invoices)
        await self._check(urls, invoices)
        return sample

    async def _rows(self, invoices: int) -> Copied:
        url = self._stage.admin(self._stage.databases[f"bench_billing_{SERVICE}"][1])
        connection = await asyncpg.connect(url)
        try:
            ids = await connection.fetchval(ISSUED)
        finally:
            await connection.close()
        return await copied(url, READS, [ids[n : n + LOT] for n in range(0, invoices, LOT)])

    async def _check(self, urls: Urls, invoices: int) -> None:
        connection = await asyncpg.connect(self._stage.admin(urls))
        try:
            if not await connection.fetchval(WHOLE, invoices, LINES * invoices):
                raise AssertionError(f"not all of {invoices} deliveries were billed, posted, numbered and told")
        finally:
            await connection.close()


async def measure(stage: Stage) -> Sequence[Row]:
    """Bill the same deliveries in each round, between COPY of the same rows."""
    size = stage.pick(10_000, 500)
    topics = {f"{TOPIC}.{part}": part for part in (size // 100, size // 10, size)}
    await stage.topics(*topics)
    ledger = await filled(stage, "customers", Shape(KEYS, 0))
    customers = await _customers(stage.admin(ledger.urls))
    for topic, part in topics.items():
        await _tell(stage, topic, list(_events(ledger, customers, part)))
    billing = Billing(stage, ledger)
    costs = {part: part / (await billing.product(stage.watch(), topic, part)).first for topic, part in topics.items()}
    measured = await stage.rounds(
        lambda watch: billing.raw(watch, size),
        {"billing": lambda watch: billing.product(watch, f"{TOPIC}.{size}", size)},
    )
    return [
        compared(RAW, measured, "billing", note=f"{size:,} invoices; no share of COPY is promised"),
        peer.compared(LISTS, [each.figure("billing") for each in measured.kept], "invoice_lists"),
        grown(GOAL.goal_id, "invoices from deliveries", costs),
    ]


async def _customers(url: str) -> list[UUID]:
    connection = await asyncpg.connect(url)
    try:
        return [row["customer_id"] for row in await connection.fetch("SELECT customer_id FROM customer")]
    finally:
        await connection.close()


async def _tell(stage: Stage, topic: str, events: Sequence[Event]) -> None:
    async with wire.producer(stage.infra.kafka) as sender:
        await wire.send_batches(sender, topic, Stream(SOURCE).records(events))


def _events(ledger: Ledger, customers: Sequence[UUID], count: int) -> Iterator[Event]:
    """Make the deliveries of some days, then what asks to bill them."""
    branch, owner = ledger.firm.branches[0], ledger.firm.people["representative-1"]
    delivered = [
        _delivered({"customer_id": customers[n % len(customers)], "branch_id": branch, "owner_id": owner})
        for n in range(count)
    ]
    yield from delivered
    for each in delivered:
        shipment = BilledShipment(
            shipment_id=each.shipment_id, note_no=each.note_no, order_id=each.order_id, amount=each.amount
        )
        yield InvoicingRequested(
            customer_id=each.customer_id, branch_id=branch, owner_id=owner, invoicing_id=new_id(), request_no="KP-1",
            shipments=(shipment,), total=each.amount, remarks=None,
        )  # fmt: skip


def _delivered(who: dict[str, Any]) -> ShipmentDelivered:
    lines = tuple(
        ShippedLine(
            line_id=new_id(), line_no=n + 1, product_id=new_id(), product_name="白卡纸 250 g", qty=QTY,
            unit_price=PRICE, amount=PRICE.for_quantity(QTY), tax_rate=RATE,
        )
        for n in range(LINES)
    )  # fmt: skip
    now, nothing = real_now(), Money.zero("CNY")
    exposure = Exposure(
        currency="CNY", reserved=nothing, account_net=nothing, exposure=nothing, limit=nothing, account_version=0,
        credit_version=0,
    )  # fmt: skip
    return ShipmentDelivered(
        **who, shipment_id=new_id(), note_no="FH-1", order_id=new_id(), order_no="DD-1", lines=lines,
        amount=Money.sum_of(line.amount for line in lines), not_taken=(), delivered_at=now,
        receipt_due_at=now + timedelta(days=5), terms="credit", term_days=30, bill="on_request", exposure=exposure,
    )  # fmt: skip


GOAL = Goal(8, "invoices from deliveries", measure)
