"""How values of events are written for people, in both languages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from contracts.values import Money, Quantity, UnitPrice

NOTHING = "—"
# Enum values that stand in shipped texts: zh-CN, English.
WORDS: Mapping[str, tuple[str, str]] = {
    "None": (NOTHING, NOTHING),
    "True": ("是", "yes"),
    "False": ("否", "no"),
    "overdue": ("逾期未付款", "overdue"),
    "credit_limit": ("超出授信额度", "over the credit limit"),
    "price_below_list": ("低于价格表", "below the price list"),
    "dossier_incomplete": ("客户档案不完整", "dossier incomplete"),
    "territory": ("跨区域", "outside the territory"),
    "unsigned": ("合同或订货单未签回", "not signed"),
    "deposit_unpaid": ("订金未付", "deposit unpaid"),
    "special_order_unpaid": ("特殊订货未付款", "special order unpaid"),
    "stale_facts": ("数据过期", "facts too old"),
    "manual": ("人工暂停", "by hand"),
    "minor": ("一般", "minor"),
    "major": ("严重", "major"),
    "critical": ("紧急", "critical"),
    "answer": ("答复", "answer"),
    "facts": ("事实确认", "facts"),
    "remedy": ("处理", "remedy"),
    "confirmation": ("客户满意确认书", "confirmation of satisfaction"),
    "replace": ("换货", "replacement"),
    "return": ("退货", "return"),
    "credit": ("减价", "credit"),
    "repair": ("返修", "repair"),
    "none": ("无", "none"),
    "satisfied": ("客户满意", "satisfied"),
    "unfounded": ("不成立", "unfounded"),
    "taken_back": ("客户撤回", "taken back"),
    "cured": ("原因已消除", "cured"),
    "approved": ("经审批", "approved"),
    "overruled": ("人工解除", "overruled"),
    "subject_ended": ("对象已结束", "its subject ended"),
    "drawn_down": ("额度已用完", "drawn down"),
    "window_over": ("期限已过", "its time is over"),
    "promise_broken": ("承诺未兑现", "the promise was broken"),
    "edited": ("内容已修改", "edited"),
    "order_form": ("订货单", "order form"),
    "contract": ("合同", "contract"),
    "delivery_receipt": ("送货回执", "delivery receipt"),
    "withdrawn": ("已撤销", "withdrawn"),
    "expired": ("已到期", "expired"),
    "refused": ("已拒绝", "refused"),
    "not_ours": ("非我司货物", "not our goods"),
    "authorised": ("同意", "authorised"),
    "customer_closed": ("客户已关闭", "customer closed"),
}
CURRENCIES = {"CNY": "¥"}


def written(value: Any, zone: ZoneInfo, lang: int) -> str:
    """Write a value: money with its sign, instants in the firm's zone, enum values in words."""
    match value:
        case Money() | UnitPrice():
            return f"{CURRENCIES.get(value.currency, value.currency + ' ')}{value.amount:,f}"
        case Quantity():
            return f"{value.value.normalize():,f} {value.unit}"
        case datetime():
            return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    plain = str(value)
    return WORDS.get(plain, (plain, plain))[lang]
