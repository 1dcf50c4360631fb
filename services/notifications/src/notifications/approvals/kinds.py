"""The kinds of form that are shipped; a firm changes them as rows (N1, N7, defaults.md)."""

from collections.abc import Mapping
from decimal import Decimal

from notifications.approvals.chains import Kind, KindStep

MANAGER = KindStep(("department_manager",))
DEPUTY = KindStep(("deputy_general_manager",))
EXECUTIVE = KindStep(("executive_deputy_general_manager",), on_timeout="expire")
SUPERVISOR = KindStep(("administration_supervisor",))
GENERAL = KindStep(("general_manager",), on_timeout="expire")
REGIONAL = KindStep(("regional_manager",))


def _from(amount: str, step: KindStep) -> KindStep:
    return KindStep(step.roles, step.mode, Decimal(amount), step.hours, step.on_timeout)


SHIPPED: Mapping[str, Kind] = {
    "credit_application": Kind(
        "客户授信审批表", "Credit application",
        (MANAGER, _from("100000", DEPUTY), _from("200000", EXECUTIVE)), copy_to=("finance",),
    ),
    "contract_memo": Kind("签呈", "Memo for approval", (MANAGER, DEPUTY, EXECUTIVE), copy_to=("finance",)),
    "discount": Kind("优惠价格审批表", "Discount form", (MANAGER, _from("5000", DEPUTY)), valid_days=30),
    "single_deal_contract": Kind(
        "单笔购销合同审批表", "Single-deal contract form", (MANAGER, DEPUTY, EXECUTIVE), copy_to=("finance",)
    ),
    "overdue_shipment": Kind(
        "逾期客户发货审批表", "Overdue-customer shipment form", (MANAGER, DEPUTY), copy_to=("finance",)
    ),
    "return": Kind("退货申请表", "Return request", (MANAGER,), copy_to=("warehouse",), valid_days=30),
    "quotation": Kind("报价单", "Quotation", (GENERAL,), copy_to=("finance",), filed_with="finance"),
    "write_off": Kind("坏账核销", "Write-off", (MANAGER, KindStep(("finance",)), GENERAL)),
    "handover_override": Kind("未对账交接", "Hand-over with an open statement", (REGIONAL, DEPUTY)),
    "leave": Kind(
        "请假单", "Leave form", (MANAGER, DEPUTY, EXECUTIVE), filed_with="administration_supervisor"
    ),
    "attendance": Kind("考勤审批单", "Attendance form", (MANAGER, SUPERVISOR, EXECUTIVE)),
    "vehicle_dispatch": Kind(
        "派车单", "Vehicle dispatch form",
        (KindStep(("department_manager", "deputy_general_manager")), SUPERVISOR, EXECUTIVE),
    ),
    "expense": Kind("费用报销单", "Expense form", (REGIONAL, KindStep(("finance",)))),
    "gift": Kind("馈赠上交", "Gift received", (SUPERVISOR,), filed_with="administration_supervisor"),
}  # fmt: skip
