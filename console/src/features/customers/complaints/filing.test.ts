import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figure, filedLines, keyOf, proposed } from "./filing";
import type { Delivered } from "./queries";

const line: Delivered = {
  shipment_id: "s",
  line_id: "l",
  order_id: "o",
  order_no: "DD001",
  product_id: "p",
  product_name: "双胶纸 80g",
  qty: { value: "100.000", unit: "kg" },
  returned_qty: { value: "40.000", unit: "kg" },
  amount: { amount: "600.00", currency: "CNY" },
  delivered_at: "2026-03-11T02:00:00Z",
};

describe("a typed figure", () => {
  test.each([
    ["12", 2, "12.00"],
    [" 1,234.5 ", 2, "1234.50"],
    ["007.", 3, "7.000"],
    ["0", 2, "0.00"],
    ["1.2300", 2, "1.23"],
    ["1.234", 2, null],
    ["-1", 2, null],
    ["", 2, null],
    ["1e3", 2, null],
  ])("%s with %i places is %s", (typed, places, read) => expect(figure(typed, places)).toBe(read));

  test("is never changed in value", () =>
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.integer({ min: 0, max: 999 }), (whole, thousandths) => {
        const fraction = String(thousandths).padStart(3, "0");
        expect(figure(`${whole}.${fraction}`, 3)).toBe(`${whole}.${fraction}`);
      }),
    ));
});

describe("the lines of a complaint", () => {
  test("begin with what was not sent back", () =>
    expect(proposed(line)).toEqual({ qty: "60.000", amount: "600.00" }));

  test("are the chosen ones, in the measures of the delivery", () =>
    expect(filedLines([line], { [keyOf(line)]: { qty: "20", amount: "120" } })).toEqual([
      {
        order_id: "o",
        shipment_id: "s",
        line_id: "l",
        qty: { value: "20.000", unit: "kg" },
        amount: { amount: "120.00", currency: "CNY" },
      },
    ]));

  test("are none while nothing is chosen, and not known while one is no figure", () => {
    expect(filedLines([line], {})).toEqual([]);
    expect(filedLines([line], { [keyOf(line)]: { qty: "viel", amount: "120" } })).toBeNull();
  });
});
