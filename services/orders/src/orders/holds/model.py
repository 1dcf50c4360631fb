"""The words of holds."""

from typing import Literal

Reason = Literal[
    "overdue",
    "credit_limit",
    "price_below_list",
    "dossier_incomplete",
    "territory",
    "unsigned",
    "deposit_unpaid",
    "special_order_unpaid",
    "stale_facts",
    "manual",
]
