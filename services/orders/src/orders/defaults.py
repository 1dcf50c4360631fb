"""Business settings of orders, each with the duty that asks for it (defaults.md)."""

from decimal import Decimal
from typing import Any

from chassis.defaults import Default

# A term of no days would be over when it begins in the evening; one of more than a year is a typing error.
WORKING_DAYS_MAX = 250
HOURS_MAX = 31 * 24

SIGN_OFF_WITHIN = Default(
    "orders.order_form.sign_off_within",
    1,
    "O3",
    "订货单签字期限（工作日）",
    "Working days in which an order is signed",
    least=1,
    most=WORKING_DAYS_MAX,
)
REFUSALS_TOLD = Default(
    "orders.territory.refusals_told",
    True,
    "P3",
    "跨区域或串货的订单被拒时是否通知双方经理",
    "Whether managers are told of a refused sale outside territory or channel",
)
SMALLER_MAY_PASS = Default(
    "orders.exposure.smaller_may_pass",
    False,
    "R4",
    "额度恢复时，较小的后单可否先于前单确认",
    "Whether a later, smaller order may pass an older one when headroom returns",
)
CROSSINGS: Default[tuple[Decimal, ...]] = Default(
    "orders.exposure.crossings",
    (Decimal("0.8"), Decimal(1)),
    "R4",
    "提示的额度占用比例",
    "Shares of the limit that are reported",
    least=Decimal("0.01"),
    most=Decimal(2),
)
UNSIGNED_HOLDS = Default(
    "orders.credit_contract.holds",
    "overdue",
    "C6",
    "授信合同未签回时停止发货：never 不停，overdue 逾期后，provisional 签回前",
    "When an unsigned credit contract stops goods: never, overdue, or provisional (until it is back)",
    choices=("never", "overdue", "provisional"),
)
FACTS_STALE_AFTER = Default(
    "orders.facts.stale_after",
    15,
    "R4",
    "账款信息超过多少分钟未更新即不再赊销发货",
    "Minutes after which facts of receivables are too old to sell on credit",
    least=1,
    most=24 * 60,
)
DECIDE_WITHIN = Default(
    "orders.form.decide_within",
    3,
    "N1",
    "审批表的审批期限（工作日）",
    "Working days in which a form is decided",
    least=1,
    most=WORKING_DAYS_MAX,
)
ALLOWANCE_TOLERANCE = Default(
    "orders.allowance.tolerance",
    Decimal(0),
    "O6",
    "审批期间逾期金额允许增长的比例",
    "Share by which the overdue amount may grow while the form is decided",
    least=Decimal(0),
    most=Decimal(1),
)
TOWN_WITHIN = Default(
    "orders.delivery.town_within",
    24,
    "O9",
    "市区内送达时限（小时）",
    "Hours to deliver in town",
    least=1,
    most=HOURS_MAX,
)
REGION_WITHIN = Default(
    "orders.delivery.region_within",
    48,
    "O9",
    "辖区内送达时限（小时）",
    "Hours to deliver in the region",
    least=1,
    most=HOURS_MAX,
)
RECEIPT_WITHIN = Default(
    "orders.delivery.receipt_within",
    3,
    "O9",
    "送货回执交回期限（工作日）",
    "Working days in which the signed delivery receipt comes back",
    least=1,
    most=WORKING_DAYS_MAX,
)
BILL = Default(
    "orders.invoicing.bill",
    "on_delivery",
    "O10",
    "开票时点：on_delivery 送达即开，on_request 凭通知单",
    "When to ask for the invoice: on_delivery, or on_request",
    choices=("on_delivery", "on_request"),
)
RETURN_OURS = Default(
    "orders.return.ours",
    "approval",
    "O7",
    "本公司货物退货：approval 需审批，unconditional 无条件",
    "Returns of our goods: approval, or unconditional",
    choices=("approval", "unconditional"),
)

DEFAULTS: tuple[Default[Any], ...] = (
    SIGN_OFF_WITHIN, REFUSALS_TOLD, SMALLER_MAY_PASS, CROSSINGS, UNSIGNED_HOLDS, FACTS_STALE_AFTER, DECIDE_WITHIN,
    ALLOWANCE_TOLERANCE, TOWN_WITHIN, REGION_WITHIN, RECEIPT_WITHIN, BILL, RETURN_OURS,
)  # fmt: skip
