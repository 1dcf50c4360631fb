import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sum } from "@/kit/money";
import { type Step, waterfall } from "./layout";

const change = (amount: string): Step => ({ key: amount, amount, kind: "change" });
const total = (amount: string): Step => ({ key: `=${amount}`, amount, kind: "total" });

describe("exposure", () => {
  test("each step begins where the last one ended", () => {
    const { bars, limitAt } = waterfall([change("50.00"), change("30.00"), total("80.00")], "100.00");
    expect(bars.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.5],
      [0.5, 0.8],
      [0, 0.8],
    ]);
    expect(limitAt).toBe(1);
    expect(bars.every(({ over }) => over === null)).toBe(true);
  });

  test("what is asked beyond the limit begins to be over at the limit", () => {
    const { bars, limitAt } = waterfall([total("80"), { key: "order", amount: "120", kind: "asked" }], "100");
    expect(limitAt).toBe(0.5);
    expect(bars[1]).toMatchObject({ start: 0.4, end: 1, over: 0.5 });
  });

  test("money of the customer's own stands left of nothing", () => {
    const { bars } = waterfall([change("-40"), total("-40")], "60");
    expect(bars[0]).toMatchObject({ start: 0, end: 0.4 });
  });

  test("a total that the steps do not add up to is marked", () => {
    const { bars } = waterfall(
      [change("1.00"), change("2.00"), total("3.01"), change("1"), total("4.01")],
      "9",
    );
    expect(bars.map(({ isOff }) => isOff)).toEqual([false, false, true, false, false]);
  });

  test("whatever the figures, bars stay on the scale and totals of sums are never off", () => {
    const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => `${value}.00`);
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 8 }), cents, (amounts, limit) => {
        const all = [...amounts.map(change), total(sum("0", ...amounts))];
        for (const { start, end, isOff } of waterfall(all, limit).bars) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(1);
          expect(start).toBeLessThanOrEqual(end);
          expect(isOff).toBe(false);
        }
      }),
    );
  });
});
