"""The shipped flows about credit and money owed (N3)."""

from collections.abc import Mapping

from pydantic import JsonValue

from notifications.flows.audiences import CLERK, DEPUTY, FINANCE, GENERAL, MANAGER, OWNER, REGIONAL, notice
from notifications.flows.model import Audience, Definition, Escalation, Reminder, Words


def _stage(low: int, high: int | None = None) -> JsonValue:
    parts: list[JsonValue] = [{"field": "stage_days", "op": "ge", "value": low}]
    if high is not None:
        parts.append({"field": "stage_days", "op": "lt", "value": high})
    return {"all": parts}


OVERDUE_TITLE = Words(
    zh="{customer_name}：发票 {invoice_no} 已逾期 {stage_days} 天",
    en="{customer_name}: invoice {invoice_no} is {stage_days} days overdue",
)
OVERDUE_TEXT = Words(
    zh="{customer_name}（{customer_no}）的发票 {invoice_no} 于 {due_on} 到期，未付 {open}，其中争议 {disputed}。"
    "业务员：{owner_name}。",
    en="Invoice {invoice_no} of {customer_name} ({customer_no}) was due on {due_on}; {open} is unpaid, {disputed} of it"
    " in dispute. Representative: {owner_name}.",
)


def _overdue(when: JsonValue, *tell: Audience, escalate: tuple[Escalation, ...] = ()) -> Definition:
    return Definition(
        event="receivables.invoice.overdue.v1", when=when, tell=tell, title=OVERDUE_TITLE, text=OVERDUE_TEXT,
        escalate=escalate,
    )  # fmt: skip


MONEY: Mapping[str, Definition] = {
    "invoice_due": Definition(
        event="receivables.invoice.due.v1", tell=(OWNER,),
        title=Words(
            zh="{customer_name}：发票 {invoice_no} {days_before} 天后到期",
            en="{customer_name}: invoice {invoice_no} is due in {days_before} days",
        ),
        text=Words(
            zh="{customer_name}的发票 {invoice_no} 将于 {due_on} 到期，未付 {open}。",
            en="Invoice {invoice_no} of {customer_name} is due on {due_on}; {open} is unpaid.",
        ),
    ),
    "invoice_overdue": _overdue(
        _stage(1, 15), OWNER, MANAGER, escalate=(Escalation(after_hours=72, tell=(REGIONAL,)),)
    ),
    "invoice_overdue_15": _overdue(
        _stage(15, 60), OWNER, MANAGER, DEPUTY, escalate=(Escalation(after_hours=168, tell=(GENERAL,)),)
    ),
    "invoice_overdue_60": _overdue(_stage(60), OWNER, MANAGER, DEPUTY, GENERAL, FINANCE),
    "promise_broken": Definition(
        event="receivables.promise.broken.v1", tell=(OWNER, MANAGER), urgent=True,
        title=Words(zh="{customer_name}：付款承诺未兑现", en="{customer_name} broke a promise to pay"),
        text=Words(
            zh="{customer_name}承诺于 {pay_on} 付款，尚欠 {missing}。业务员：{owner_name}。",
            en="{customer_name} promised to pay by {pay_on}; {missing} is missing. Representative: {owner_name}.",
        ),
        escalate=(Escalation(after_hours=24, tell=(DEPUTY,)),),
    ),
    "receipt_booked": notice(
        "receivables.receipt.booked.v1",
        ("{customer_name}：到账 {amount}", "{customer_name}: {amount} received"),
        ("{customer_name}于 {received_on} 付款 {amount}，未核销 {unapplied}。",
         "{customer_name} paid {amount} on {received_on}; {unapplied} is not allocated."),
        OWNER,
    ),
    "receipt_reversed": notice(
        "receivables.receipt.reversed.v1",
        ("{customer_name}：收款 {amount} 已冲回", "{customer_name}: receipt of {amount} reversed"),
        ("{customer_name}的收款 {amount} 已冲回：{reason}。",
         "The receipt of {amount} from {customer_name} was reversed: {reason}."),
        OWNER, MANAGER,
    ),
    "invoicing_rejected": notice(
        "receivables.invoicing.rejected.v1",
        ("{customer_name}：开票通知单 {request_no} 被退回", "{customer_name}: invoicing request {request_no} rejected"),
        ("{customer_name}的开票通知单 {request_no} 无法开票，请核对。",
         "Invoicing request {request_no} of {customer_name} cannot be met; please check it."),
        OWNER, CLERK,
    ),
}  # fmt: skip

CREDIT: Mapping[str, Definition] = {
    "credit_granted": Definition(
        event="customers.credit.granted.v1", tell=(OWNER, FINANCE), tied=False,
        title=Words(zh="{customer_name}：授信 {limit}", en="{customer_name}: credit of {limit}"),
        text=Words(
            zh="{customer_name}的授信为 {limit}，账期 {term_days} 天。授信合同签回期限：{contract_due_at}。",
            en="{customer_name} has credit of {limit} at {term_days} days. Signed contract due by:"
            " {contract_due_at}.",
        ),
    ),
    "credit_contract_due": Definition(
        event="customers.credit.granted.v1", when={"field": "provisional", "op": "eq", "value": True}, tell=(OWNER,),
        title=Words(zh="{customer_name}：请签回授信合同", en="{customer_name}: bring the credit contract back"),
        text=Words(
            zh="{customer_name}的授信合同须于 {contract_due_at} 前签字盖章收回。",
            en="The credit contract of {customer_name} must be back, signed and sealed, by {contract_due_at}.",
        ),
        remind=Reminder(field="contract_due_at", before_hours=(72, 24)),
    ),
    "credit_contract_overdue": Definition(
        event="customers.credit_contract.overdue.v1", tell=(OWNER, MANAGER), urgent=True,
        title=Words(zh="{customer_name}：授信合同逾期未签回", en="{customer_name}: credit contract not back"),
        text=Words(
            zh="{customer_name}的授信合同应于 {contract_due_at} 前签回，至今未收到。",
            en="The credit contract of {customer_name} was due back by {contract_due_at}.",
        ),
        escalate=(Escalation(after_hours=72, tell=(DEPUTY,)),),
    ),
    "credit_ended": notice(
        "customers.credit.ended.v1",
        ("{customer_name}：授信已终止", "{customer_name}: credit ended"),
        ("{customer_name}的授信已终止（{reason}），改为现款现货。",
         "The credit of {customer_name} ended ({reason}); it is cash against goods now."),
        OWNER, FINANCE,
    ),
}  # fmt: skip
