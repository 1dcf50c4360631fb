"""The words of holds."""

REASONS = (
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
)
