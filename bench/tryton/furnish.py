"""Furnish the peer: a company with chart and fiscal year, a product in stock, customers with limits."""

import datetime as dt
import os
import sys
from decimal import Decimal
from typing import Any

from proteus import Model
from proteus import config as proteus
from trytond import config

# Before the rest is imported, which looks at it.
config.update_etc(os.environ["TRYTON_CONF"])

from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, get_accounts  # noqa: E402 - after the configuration, too
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences  # noqa: E402 - after the configuration, too
from trytond.modules.company.tests.tools import create_company  # noqa: E402 - after the configuration, too
from trytond.modules.currency.tests.tools import get_currency  # noqa: E402 - after the configuration, too

STAGES = (1, 7, 15, 30, 60, 90)
LIMIT = Decimal(100_000_000)
BATCH = 500


def main(customers: int) -> None:
    """Write all of it by the peer's own client."""
    proteus.set_trytond("tryton", config_file=os.environ["TRYTON_CONF"])
    create_company(currency=get_currency("CNY"))
    create_chart()
    today = dt.date.today()
    year = create_fiscalyear(today=(dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)))
    set_fiscalyear_invoice_sequences(year).click("create_period")
    accounts = get_accounts()
    _payment_method(accounts)
    _product(accounts)
    _customers(customers, _term(), _dunning())


def _payment_method(accounts: Any) -> None:
    (journal,) = Model.get("account.journal").find([("type", "=", "cash")])
    method = Model.get("account.invoice.payment.method")(name="Cash", journal=journal)
    method.credit_account = method.debit_account = accounts["cash"]
    method.save()


def _product(accounts: Any) -> None:
    category = Model.get("product.category")(name="Paper", accounting=True)
    category.account_expense, category.account_revenue = accounts["expense"], accounts["revenue"]
    category.save()
    (unit,) = Model.get("product.uom").find([("name", "=", "Unit")])
    template = Model.get("product.template")(
        name="Paper", default_uom=unit, type="goods", salable=True, list_price=Decimal("123.45"),
        account_category=category,
    )  # fmt: skip
    template.save()
    (storage,) = Model.get("stock.location").find([("code", "=", "STO")])
    inventory = Model.get("stock.inventory")(location=storage)
    line = inventory.lines.new(product=template.products[0])
    line.quantity, line.expected_quantity = 1e9, 0.0  # lint: float: the peer's quantities are floats
    inventory.click("confirm")


def _term() -> Any:
    term = Model.get("account.invoice.payment_term")(name="30 days")
    term.lines.new(type="remainder").relativedeltas.new(days=30)
    term.save()
    return term


def _dunning() -> Any:
    procedure = Model.get("account.dunning.procedure")(name="Stages")
    for number, days in enumerate(STAGES):
        level = procedure.levels.new()
        level.sequence, level.overdue = number, dt.timedelta(days)
    procedure.save()
    return procedure


def _customers(count: int, term: Any, dunning: Any) -> None:
    party = Model.get("party.party")
    context = proteus.get_config().context
    for begin in range(0, count, BATCH):
        party._proxy.create(
            [
                {
                    "name": f"Customer {number}", "customer_payment_term": term.id, "credit_limit_amount": LIMIT,
                    "dunning_procedure": dunning.id,
                    "addresses": [("create", [{"street": f"Road {number}", "city": "Shanghai"}])],
                }
                for number in range(begin, min(count, begin + BATCH))
            ],
            context,
        )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
