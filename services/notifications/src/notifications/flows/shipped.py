"""The flows that are shipped; a firm changes, switches off or adds to them as rows (N3)."""

from collections.abc import Mapping

from notifications.flows.model import Definition
from notifications.flows.shipped_goods import COMPLAINTS, GOODS
from notifications.flows.shipped_money import CREDIT, MONEY

SHIPPED: Mapping[str, Definition] = {**MONEY, **CREDIT, **GOODS, **COMPLAINTS}
