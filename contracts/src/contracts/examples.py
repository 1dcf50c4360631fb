"""A valid example of each event, made from its schema: the same at every run."""

import hashlib
from typing import Any

from contracts.content import content_hash
from contracts.events import Event
from contracts.schemas import schema_of

DAY = "2026-03-31"
INSTANT = "2026-03-31T10:00:00Z"

# What the sample company would write, by the name of the field.
TEXTS = {
    "amount": "12340.00",
    "code": "BK-250-787",
    "complaint_no": "KS-2026-0007",
    "currency": "CNY",
    "customer_name": "华东印务有限公司",
    "customer_no": "K10023",
    "en": "Receive 12,340.00 CNY on invoice 2026-000123.",
    "grammage": "250",
    "invoice_no": "2026-000123",
    "list_no": "JB-2026-03",
    "name": "华东印务有限公司",
    "note_no": "FH-2026-0311",
    "order_no": "DD-2026-0142",
    "place": "苏州市工业园区星湖街 1 号",
    "plate": "苏E12345",
    "product_name": "白卡纸 250 g",
    "reason": "客户要求",
    "region": "江苏",
    "request_no": "KP-2026-0042",
    "return_no": "TH-2026-0009",
    "reversing_no": "2026-000124",
    "tax_rate": "0.13",
    "tax_no": "91320594MA1X12345K",
    "threshold": "0.80",
    "title": "华东印务有限公司",
    "value": "1250.000",
    "zh": "收到发票 2026-000123 的 12,340.00 元。",
}
NUMBERS = {"year": 2026, "term_days": 30, "days_before": 3, "stage_days": 7}
ZERO_MONEY = frozenset({"disputed", "unapplied", "remaining", "left"})
UNTRUE = frozenset({"cancelled", "whole", "again"})
FITTING: dict[str, dict[str, Any]] = {  # fields that must suit one another
    "orders.hold.placed.v1": {"order_id": None, "line_id": None, "blocks": "ship"},
    "receivables.standing.changed.v1": {"state": "overdue"},
}
FORMS = {
    "orders.discount.requested.v1": "discount",
    "orders.allowance.requested.v1": "overdue_shipment",
    "orders.return.requested.v1": "return",
    "notifications.approval.acted.v1": "overdue_shipment",
    "notifications.approval.decided.v1": "overdue_shipment",
}


def event_example(event: type[Event]) -> dict[str, Any]:
    """Make an example of an event, with the true hash of its content where it asks for a decision."""
    schema = schema_of(event)
    body: dict[str, Any] = _Walk(schema.get("$defs", {})).value("", schema)
    body |= FITTING.get(event.type, {})
    form = FORMS.get(event.type)
    if form and "form_kind" in body:
        body["form_kind"] = form
    if approval := body.get("approval"):
        approval["form_kind"] = form or approval["form_kind"]
        content = (approval["form_kind"], approval["subject"], approval["revision"], approval["asked"])
        approval["content_hash"] = content_hash(*content, body["facts"])
    return body


def example_id(name: str) -> str:
    """Make an id of version 7 that belongs to a name."""
    digits = hashlib.sha256(name.encode()).hexdigest()
    return f"019d2f00-{digits[:4]}-7{digits[4:7]}-8{digits[7:10]}-{digits[10:22]}"


class _Walk:
    def __init__(self, definitions: dict[str, Any]) -> None:
        self.definitions = definitions

    def value(self, name: str, schema: dict[str, Any]) -> Any:
        """Make a value for the field of that name."""
        if "anyOf" in schema:
            return self.value(name, schema["anyOf"][0])
        if "$ref" in schema:
            return self._block(name, schema["$ref"].rpartition("/")[2])
        if listed := schema.get("examples") or schema.get("x-enum"):
            return listed[0]
        if schema["type"] == "object":
            return {field: self.value(field, part) for field, part in schema["properties"].items()}
        return [self.value(name, schema["items"])] if schema["type"] == "array" else _scalar(name, schema)

    def _block(self, name: str, model: str) -> Any:
        value = self.value(name, self.definitions[model])
        if model == "Money" and name in ZERO_MONEY:
            value["amount"] = "0.00"
        elif model == "UnitPrice":
            value["amount"] = "6.2000" if name in {"list_price", "old"} else "5.8500"
        return value


def _scalar(name: str, schema: dict[str, Any]) -> Any:
    made = {
        "integer": NUMBERS.get(name, schema.get("default", schema.get("minimum", 1))),
        "boolean": schema.get("default", name not in UNTRUE),
        "uuid": example_id(name),
        "date": DAY,
        "date-time": INSTANT,
        "string": TEXTS.get(name, name),
    }
    return made[schema.get("format", schema["type"])]
