"""Business settings of notifications (defaults.md)."""

from datetime import time
from typing import Any

from chassis.defaults import Default

LATEST = time(23, 59, 59)

QUIET_FROM = Default(
    "notifications.reachable.quiet_from", time(22, 0), "P5", "免打扰开始时间", "Quiet hours begin",
    least=time.min, most=LATEST,
)  # fmt: skip
QUIET_TO = Default(
    "notifications.reachable.quiet_to", time(7, 30), "P5", "免打扰结束时间", "Quiet hours end",
    least=time.min, most=LATEST,
)  # fmt: skip
REST_S = Default(
    "notifications.message.rest_seconds", 60, "N6", "非紧急外发消息的等待秒数",
    "Seconds that an outward message rests unless it is urgent", least=0, most=3600,
)  # fmt: skip
LOOKS_BACK = Default(
    "notifications.chain.looks_back_days", 30, "N1", "计算审批链长度时累计的天数",
    "Days over which what a customer got under a kind of form counts for the length of the chain",
    least=0, most=3650,
)  # fmt: skip
DEFAULTS: tuple[Default[Any], ...] = (QUIET_FROM, QUIET_TO, REST_S, LOOKS_BACK)
