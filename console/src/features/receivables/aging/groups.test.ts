import { describe, expect, test } from "vitest";
import { sheets } from "./groups";
import type { Aged, AgedCustomer } from "./queries";

function aged(branch_id: string | null, currency: string, open: string): Aged {
  const money = { amount: open, currency };
  const none = { amount: "0.00", currency };
  return {
    branch_id,
    branch_name: branch_id,
    not_due: money,
    days_1_30: none,
    days_31_60: none,
    days_61_90: none,
    over_90: none,
    open: money,
    disputed: none,
    oldest_due_on: "2026-11-24",
  };
}

const sums = [
  aged(null, "CNY", "3.00"),
  aged(null, "USD", "5.00"),
  aged("b1", "CNY", "3.00"),
  aged("b2", "USD", "5.00"),
];

describe("sheets of the aged balance", () => {
  test("each currency has its own, with the total that the service told", () =>
    expect(
      sheets(sums, sums).map(({ currency, total, groups }) => [
        currency,
        total?.open.amount,
        groups.map(({ key }) => key),
      ]),
    ).toEqual([
      ["CNY", "3.00", ["b1"]],
      ["USD", "5.00", ["b2"]],
    ]));

  test("a customer opens his own items, and is called by his number until his name is known", () => {
    const customer: AgedCustomer = {
      ...aged("b1", "CNY", "3.00"),
      customer_id: "c1",
      customer_no: "K1",
      name: null,
    };
    expect(sheets(sums, [customer])[0]?.groups[0]).toMatchObject({
      name: "K1",
      opens: { customer_id: "c1" },
    });
  });
});
