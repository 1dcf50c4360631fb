"""Business settings of receivables (defaults.md)."""

from typing import Any

from chassis.calendar import Roll
from chassis.defaults import Default

DUNNING_STAGES: Default[tuple[int, ...]] = Default(
    "receivables.dunning.stages",
    (1, 7, 15, 30, 60, 90),
    "R3",
    "逾期催收的各阶段（逾期天数）",
    "Days past the due date at which an overdue invoice is dunned",
    least=1,
    most=3650,
)
DUE_REMINDERS: Default[tuple[int, ...]] = Default(
    "receivables.dunning.reminders",
    (3, 0),
    "R3",
    "到期前提醒（到期前天数，0 为到期当天）",
    "Days before the due date on which the invoice is reminded of; 0 is the day itself",
    least=0,
    most=365,
)
CASH_TERM_DAYS = Default(
    "receivables.terms.without_credit",
    0,
    "C5",
    "未获授信的客户现款现货：开票后到期天数",
    "Cash against goods: days to pay without granted credit",
    least=0,
    most=365,
)
DUE_ROLLS: Default[Roll] = Default(
    "receivables.terms.due_rolls",
    "none",
    "R1",
    "到期日遇休息日：none 不变，after 顺延到下一工作日",
    "A due date on a day off stays (none) or moves to the next working day (after), fixed at issue",
    choices=("none", "after"),
)
DISPUTE_COUNTS_UNTIL_ACCEPTED = Default(
    "receivables.dispute.counts_until_accepted",
    True,
    "C9",
    "投诉事实确认前，争议金额仍占用信用额度",
    "A disputed amount counts against credit until the complaint's facts are confirmed",
)
BILL_BEFORE_DELIVERY = Default(
    "receivables.invoice.before_delivery",
    False,
    "R1",
    "允许货到前先开票",
    "An invoice may be issued before the goods have arrived",
)

DEFAULTS: tuple[Default[Any], ...] = (
    DUNNING_STAGES, DUE_REMINDERS, CASH_TERM_DAYS, DUE_ROLLS, DISPUTE_COUNTS_UNTIL_ACCEPTED, BILL_BEFORE_DELIVERY,
)  # fmt: skip
