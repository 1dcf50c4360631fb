"""The sample company."""

import zipfile
from collections import Counter, defaultdict
from datetime import date

import pytest

from branchline import sample
from branchline.imports.kinds import KINDS, ROLES
from branchline.sample.trade import STORY_CUSTOMERS
from customers.dossiers.rules import is_unified
from deploy.tests.imports.conftest import read

TODAY = date(2026, 3, 11)


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return sample.generate(tmp_path_factory.mktemp("sample"), TODAY)


@pytest.fixture(scope="module")
async def rows(paths):
    sheets = {kind: await read(paths[kind], kind) for kind in KINDS}
    assert {kind: sheet.faults for kind, sheet in sheets.items() if sheet.faults} == {}
    return {kind: sheet.rows for kind, sheet in sheets.items()}


@pytest.mark.shows("X3")
async def test_the_same_day_gives_the_same_files(paths, tmp_path):
    again = sample.generate(tmp_path, TODAY)
    for kind, path in paths.items():
        assert again[kind].read_bytes() == path.read_bytes(), kind


async def test_the_company_has_the_size_that_was_promised(rows):
    levels = Counter(row["level"] for row in rows["branches"])
    assert levels == {"head_office": 1, "region": 3, "branch": 8}
    assert [len(rows[kind]) for kind in ("customers", "products")] == [400, 120]
    assert 55 <= len(rows["people"]) <= 65
    assert 6500 <= len(rows["invoices"]) <= 7500
    assert {role for row in rows["people"] for role, _ in row["roles"]} == set(ROLES.values())


async def test_names_numbers_and_credit_codes_are_unique_and_right(rows):
    for kind, key in (("customers", "name"), ("customers", "credit_code"), ("people", "name"), ("products", "code"),
                      ("invoices", "invoice_no"), ("receipts", "bank_ref")):  # fmt: skip
        assert len({row[key] for row in rows[kind]}) == len(rows[kind]), key
    assert all(is_unified(row["credit_code"]) for row in rows["customers"])


async def test_the_people_of_the_story_stand_where_it_needs_them(rows):
    people = {row["staff_no"]: row for row in rows["people"]}
    assert people["u-rep-1"]["roles"] == [("representative", "FB01")]
    assert people["u-clerk-2"]["branch_code"] == "FB02"
    assert people["u-rep-2"]["branch_code"] == "FB02"
    chain = ["u-rep-1"]
    while above := people[chain[-1]]["manager_staff_no"]:
        chain.append(above)
    assert chain == ["u-rep-1", "u-dm-1", "u-rm-1", "u-dgm", "u-edgm", "u-gm"]
    assert {"u-fin", "u-wh-1", "u-driver-1", "u-cs", "u-qi", "u-ma", "u-adm", "u-clerk-1"} <= people.keys()


async def test_nobody_of_the_story_owes_anything_and_some_others_are_late(rows):
    balance, due = defaultdict(int), defaultdict(int)
    for row in rows["invoices"]:
        assert row["issued_on"] < TODAY
        balance[row["customer_code"]] += row["amount"]
        due[row["customer_code"]] += row["amount"] if row["due_on"] < TODAY else 0
    for row in rows["receipts"]:
        assert row["received_on"] <= TODAY
        balance[row["customer_code"]] -= row["amount"]
        due[row["customer_code"]] -= row["amount"]
    limits = {row["customer_no"]: row["limit"] for row in rows["customers"]}
    assert all(balance[f"K{number:04}"] == 0 for number in range(1, STORY_CUSTOMERS + 1))
    assert min(balance.values()) == 0
    assert 40 <= sum(amount > 0 for amount in balance.values()) <= 90
    assert 10 <= sum(amount > 0 for amount in due.values()) <= 25
    assert all(amount <= (limits[code] or 0) for code, amount in balance.items() if amount)


async def test_every_product_has_a_general_price_today(rows):
    general = {
        row["product_code"]
        for row in rows["prices"]
        if (row["grade"], row["branch_code"], row["valid_to"]) == (None, None, None) and row["valid_from"] <= TODAY
    }
    assert general == {row["code"] for row in rows["products"]}


async def test_the_login_page_lists_everybody(paths, rows):
    lines = paths[sample.LOGIN].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "staff_no,name,title,branch"
    assert len(lines) == len(rows["people"]) + 1


async def test_two_files_are_in_the_encoding_of_the_country(paths):
    assert "客户编号" in paths["receipts"].read_bytes().decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        paths["territories"].read_bytes().decode("utf-8")
    assert zipfile.is_zipfile(paths["customers"])


@pytest.mark.shows("bad-input-59")
async def test_one_bad_cell_in_fifty_thousand_rows_is_named(tmp_path):
    path = sample.big_invoices(tmp_path / "big.xlsx", ["K0001", "K0002"], 50_000, bad_row=49_999)
    sheet = await read(path, "invoices")
    assert [(fault.row, fault.cell, fault.found) for fault in sheet.faults] == [(49_999, "E49999", "壹仟元整")]
