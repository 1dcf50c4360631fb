"""The kinds of sheets: which service takes them, and in which columns."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any, cast

from branchline.imports.columns import Column
from branchline.imports.readers import REMARKS_MAX, amount, choice, day, flag, posts, rate, several, text, whole
from branchline.imports.refusing import KindUnknown
from chassis.tx import Tx
from contracts.values import SCALES, UNITS

Problem = tuple[int, str, str]
Applying = Callable[[Tx, list[dict[str, Any]]], Awaitable[list[Problem]]]

LEVELS = {"总公司": "head_office", "大区": "region", "分公司": "branch"}
ROLES = {
    "业务员": "representative", "销售内勤": "clerk", "部门经理": "department_manager", "大区经理": "regional_manager",
    "分管副总": "deputy_general_manager", "常务副总": "executive_deputy_general_manager", "总经理": "general_manager",
    "财务": "finance", "库管": "warehouse", "驾驶员": "driver", "客诉专员": "complaint_specialist",
    "质检员": "quality_inspector", "市场管理部": "market_administration", "行管部主管": "administration_supervisor",
    "营销管理司": "sales_administration", "售后部": "repair_department",
}  # fmt: skip
UNIT_WORDS = dict(zip(("公斤", "吨", "张", "令", "件"), UNITS, strict=True))
GRADES = {each: each for each in "ABCD"}
CURRENCIES = {"人民币": "CNY"} | {each: each for each in SCALES if each != "CNY"}
POSITIVE_MONEY, MONEY, UNIT_PRICE = amount(2, is_open=True), amount(2), amount(4, is_open=True)
CURRENCY = Column("currency", "币种", "Currency", choice(CURRENCIES), "CNY", empty="CNY")
REMARKS = Column("remarks", "备注", "Remarks", text(REMARKS_MAX))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet."""

    name: str
    zh: str
    en: str
    service: str
    columns: tuple[Column, ...]
    function: str

    @property
    def applying(self) -> Applying:
        """Return the service's function that checks all rows and writes them."""
        # By name: whoever only reads or writes a sheet need not load the services.
        return cast("Applying", resolve_name(self.function))


def needed(key: str, zh: str, en: str, read: Any, example: object) -> Column:
    """Describe a column that every row must fill."""
    return Column(key, zh, en, read, example, required=True)


BRANCHES = Kind("branches", "机构", "Branches", "customers", (
    needed("code", "机构代码", "Branch code", text(20), "FB01"),
    needed("name", "机构名称", "Branch name", text(), "杭州分公司"),
    Column("parent_code", "上级机构", "Parent code", text(20), "DQ1"),
    needed("level", "级别", "Level", choice(LEVELS), "分公司"),
), "customers.imports:import_branches")  # fmt: skip
PEOPLE = Kind("people", "人员", "People", "customers", (
    needed("staff_no", "工号", "Staff no", text(40), "u-rep-1"),
    needed("name", "姓名", "Name", text(), "王小明"),
    needed("branch_code", "所属机构", "Branch code", text(20), "FB01"),
    Column("manager_staff_no", "直接上级工号", "Manager staff no", text(40), "u-dm-1"),
    Column("roles", "角色", "Roles", posts(ROLES), "业务员@FB01、销售内勤@FB01", empty=()),
), "customers.imports:import_people")  # fmt: skip
TERRITORIES = Kind("territories", "辖区", "Territories", "customers", (
    needed("name", "辖区名称", "Territory", text(), "杭州市区"),
    needed("branch_code", "所属机构", "Branch code", text(20), "FB01"),
    needed("regions", "地区", "Regions", several, "上城区、西湖区"),
    Column("channels", "渠道", "Channels", several, "经销、印刷厂", empty=()),
    Column("staff_no", "业务员工号", "Staff no", text(40), "u-rep-1"),
), "customers.imports:import_territories")  # fmt: skip
CUSTOMERS = Kind("customers", "客户", "Customers", "customers", (
    needed("customer_no", "客户编号", "Customer no", text(40), "K0001"),
    needed("name", "客户名称", "Customer name", text(120), "杭州锦程彩印有限公司"),
    needed("branch_code", "所属机构", "Branch code", text(20), "FB01"),
    Column("owner_staff_no", "业务员工号", "Owner staff no", text(40), "u-rep-1"),
    Column("territory", "辖区", "Territory", text(), "杭州市区"),
    Column("channel", "渠道", "Channel", text(40), "印刷厂"),
    Column("grade", "客户等级", "Grade", choice(GRADES), "A"),
    Column("credit_code", "统一社会信用代码", "Credit code", text(18), "91330100MA27XXXX0A"),
    Column("limit", "授信额度", "Credit limit", MONEY, 200000),
    Column("term_days", "账期天数", "Term days", whole(0, 365), 30),
    Column("complete", "档案齐全", "Dossier complete", flag, "是", empty=False),
    Column("place", "送货地址", "Delivery place", text(), "杭州市西湖区文三路 90 号"),
    Column("region", "送货地区", "Delivery region", text(), "西湖区"),
    Column("town", "市区送货", "In town", flag, "是", empty=False),
), "customers.imports:import_customers")  # fmt: skip
PRODUCTS = Kind("products", "产品", "Products", "orders", (
    needed("code", "产品编码", "Product code", text(40), "P001"),
    needed("name", "产品名称", "Product name", text(120), "双面铜版纸 157g 889×1194"),
    needed("unit", "计价单位", "Unit", choice(UNIT_WORDS), "吨"),
    Column("grammage", "克重", "Grammage", amount(2, is_open=True), 157),
    Column("width_mm", "宽度毫米", "Width mm", whole(1, 100_000), 889),
    Column("height_mm", "长度毫米", "Height mm", whole(1, 100_000), 1194),
    Column("channels", "限定渠道", "Channels", several, None, empty=()),
    needed("tax_rate", "税率", "Tax rate", rate, 0.13),
), "orders.imports:import_products")  # fmt: skip
PRICES = Kind("prices", "价格", "Prices", "orders", (
    needed("product_code", "产品编码", "Product code", text(40), "P001"),
    Column("branch_code", "适用机构", "Branch code", text(20)),
    Column("grade", "适用等级", "Grade", choice(GRADES), "A"),
    needed("unit_price", "含税单价", "Unit price", UNIT_PRICE, 5860),
    needed("valid_from", "生效日期", "Valid from", day, "2026-01-01"),
    Column("valid_to", "失效日期", "Valid to", day),
), "orders.imports:import_prices")  # fmt: skip
INVOICES = Kind("invoices", "期初发票", "Opening invoices", "receivables", (
    needed("invoice_no", "发票号码", "Invoice no", text(40), "24330000000000000001"),
    needed("customer_code", "客户编号", "Customer no", text(40), "K0001"),
    needed("issued_on", "开票日期", "Issued on", day, "2026-01-05"),
    needed("due_on", "到期日", "Due on", day, "2026-02-04"),
    needed("amount", "价税合计", "Amount", POSITIVE_MONEY, 11300),
    Column("open_amount", "未收金额", "Open amount", MONEY, 11300),
    CURRENCY, REMARKS,
), "receivables.imports:import_opening_invoices")  # fmt: skip
RECEIPTS = Kind("receipts", "银行回款", "Bank receipts", "receivables", (
    needed("bank_ref", "银行流水号", "Bank reference", text(64), "202601050000123456"),
    needed("customer_code", "客户编号", "Customer no", text(40), "K0001"),
    needed("received_on", "到账日期", "Received on", day, "2026-02-03"),
    needed("amount", "金额", "Amount", POSITIVE_MONEY, 11300),
    CURRENCY, REMARKS,
), "receivables.imports:import_bank_receipts")  # fmt: skip
# In the order in which a house is filled.
KINDS = {
    each.name: each
    for each in (BRANCHES, PEOPLE, TERRITORIES, CUSTOMERS, PRODUCTS, PRICES, INVOICES, RECEIPTS)
}  # fmt: skip


def kind_of(name: str) -> Kind:
    """Find a kind by its name."""
    if name not in KINDS:
        raise KindUnknown(kind=name, known=list(KINDS))
    return KINDS[name]
