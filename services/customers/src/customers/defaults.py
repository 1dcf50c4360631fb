"""The firm's rules about customers, with the defaults of the trade (defaults.md)."""

from typing import Any

from chassis.defaults import Default
from contracts.values import SCALES

# A term of no days would be over when it begins in the evening; one of more than a year is a typing error.
WORKING_DAYS_MAX = 250
HOURS_MAX = 31 * 24
POOL_MAX = 10**12
DOCUMENTS = (
    "business_licence",
    "organisation_code",
    "taxpayer_certificate",
    "invoicing_details",
    "identity_card",
    "overview_form",
)

REQUIRED_DOCUMENTS: Default[tuple[str, ...]] = Default(
    "customers.dossier.required_documents",
    DOCUMENTS,
    "C1",
    "交易前必须齐备的客户档案资料",
    "Documents without which nothing is sold",
    choices=DOCUMENTS,
)
COMBINED_LICENCE_COUNTS = Default(
    "customers.dossier.combined_licence_counts",
    True,
    "C1",
    "带统一社会信用代码的营业执照可代替组织机构代码证",
    "A licence with a unified social credit code counts for the organisation code certificate",
)
DOSSIER_APPLIES_TO = Default(
    "customers.dossier.applies_to",
    "all",
    "C2",
    "资料过期是否也停止老客户交易：all 所有客户，new 仅新客户",
    "Whether a lapsed paper also stops an old customer: all, or new ones only",
    choices=("all", "new"),
)
WARN_BEFORE_EXPIRY = Default(
    "customers.dossier.warn_before_expiry",
    30,
    "C2",
    "资料到期前多少天提示",
    "Calendar days before a paper's expiry from which there is a warning",
    least=0,
    most=365,
)
CREDIT_CURRENCY = Default(
    "customers.credit.currency", "CNY", "C5", "授信币种", "Currency of credit limits", choices=tuple(SCALES)
)
CREDIT_DECIDE_WITHIN = Default(
    "customers.credit.decide_within",
    5,
    "C5",
    "授信申请须在多少个工作日内审批完毕",
    "Working days in which a credit application must be decided",
    least=1,
    most=WORKING_DAYS_MAX,
)
CONTRACT_RETURN_WITHIN = Default(
    "customers.credit.contract_return_within",
    10,
    "C6",
    "授信合同须在多少个工作日内签回",
    "Working days in which the signed credit contract must be back",
    least=1,
    most=WORKING_DAYS_MAX,
)
BRANCH_POOL = Default(
    "customers.credit.branch_pool",
    0,
    "C5",
    "分公司授信总额上限（元），0 为不限",
    "Most credit that a branch may grant in all, in whole yuan; 0 is no limit",
    least=0,
    most=POOL_MAX,
)
ANSWER_HOURS = {
    severity: Default(
        f"customers.complaint.answer_hours_{severity}",
        hours,
        "C9",
        f"客诉（{zh}）须在多少小时内答复",
        f"Hours in which a {severity} complaint must be answered",
        least=1,
        most=HOURS_MAX,
    )
    for severity, hours, zh in (("critical", 4, "重大"), ("major", 24, "严重"), ("minor", 72, "一般"))
}
FACTS_DAYS = {
    severity: Default(
        f"customers.complaint.facts_days_{severity}",
        days,
        "C9",
        f"客诉（{zh}）须在多少个工作日内查清事实",
        f"Working days in which the facts of a {severity} complaint must be confirmed",
        least=1,
        most=WORKING_DAYS_MAX,
    )
    for severity, days, zh in (("critical", 2, "重大"), ("major", 5, "严重"), ("minor", 10, "一般"))
}
REMEDY_DAYS = {
    severity: Default(
        f"customers.complaint.remedy_days_{severity}",
        days,
        "C9",
        f"客诉（{zh}）确认后须在多少个工作日内处理完毕",
        f"Working days in which the remedy of a {severity} complaint must be carried out",
        least=1,
        most=WORKING_DAYS_MAX,
    )
    for severity, days, zh in (("critical", 5, "重大"), ("major", 10, "严重"), ("minor", 15, "一般"))
}
CONFIRMATION_WITHIN = Default(
    "customers.complaint.confirmation_within",
    10,
    "C10",
    "客户满意确认书须在多少个工作日内签回",
    "Working days in which the signed confirmation of satisfaction must be back",
    least=1,
    most=WORKING_DAYS_MAX,
)

DEFAULTS: tuple[Default[Any], ...] = (
    REQUIRED_DOCUMENTS,
    COMBINED_LICENCE_COUNTS,
    DOSSIER_APPLIES_TO,
    WARN_BEFORE_EXPIRY,
    CREDIT_CURRENCY,
    CREDIT_DECIDE_WITHIN,
    CONTRACT_RETURN_WITHIN,
    BRANCH_POOL,
    *ANSWER_HOURS.values(),
    *FACTS_DAYS.values(),
    *REMEDY_DAYS.values(),
    CONFIRMATION_WITHIN,
)
