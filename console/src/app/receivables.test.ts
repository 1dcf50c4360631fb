import { describe, expect, test } from "vitest";
import { agingSearch, invoicesSearch, overdueSearch, receiptsSearch } from "./receivables";

const id = "0190a000-0000-7000-8000-000000000001";

describe("addresses of receivables", () => {
  test("what an address asks for is kept as it is", () => {
    const filter = { customer_id: id, currency: "CNY", bucket: "days_1_30", only_open: true };
    expect(invoicesSearch(filter)).toEqual(filter);
    expect(agingSearch({ group: "customer", branch: id })).toEqual({ group: "customer", branch: id });
    expect(overdueSearch({ stage: 0 })).toEqual({ stage: 0 });
    expect(receiptsSearch({ all: true })).toEqual({ all: true });
  });

  test("what it misspells is left out, not asked for", () => {
    expect(
      invoicesSearch({ customer_id: "1", currency: "yuan", bucket: "old", only_open: "yes", x: 1 }),
    ).toEqual({});
    expect(agingSearch({ group: "moon" })).toEqual({});
    expect(overdueSearch({ stage: 1.5 })).toEqual({});
  });

  test("an invoice number of digits alone is a text all the same", () =>
    expect(invoicesSearch({ invoice_no: 2026001 })).toEqual({ invoice_no: "2026001" }));
});
