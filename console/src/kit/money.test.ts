import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, grouped, isNegative, minus, moneyText, share, sum } from "./money";

const cents = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const decimal = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe("money", () => {
  test.each([
    ["0", "0.00"],
    ["1234567.8", "1,234,567.80"],
    ["-999", "-999.00"],
    ["-0.00", "0.00"],
    ["0012.3450", "12.345"],
    ["90071992547409931234.01", "90,071,992,547,409,931,234.01"],
  ])("%s is written %s", (given, written) => expect(grouped(given)).toBe(written));

  test("the minus stands before the sign of the currency", () => {
    expect(moneyText({ amount: "-12.5", currency: "CNY" })).toBe("-¥12.50");
    expect(moneyText({ amount: "12.5", currency: "USD" })).toBe("USD 12.50");
  });

  test("sums are exact, however large", () =>
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        expect(compare(sum(decimal(one), decimal(other)), decimal(one + other))).toBe(0);
        expect(compare(minus(decimal(one), decimal(other)), decimal(one - other))).toBe(0);
        expect(compare(decimal(one), decimal(other))).toBe(one < other ? -1 : one > other ? 1 : 0);
      }),
    ));

  test("what is written reads back as the same amount", () =>
    fc.assert(
      fc.property(cents, (value) => {
        const back = grouped(decimal(value)).replaceAll(",", "");
        expect(compare(back, decimal(value))).toBe(0);
        expect(isNegative(decimal(value))).toBe(value < 0n);
      }),
    ));

  test("a share stays between nothing and all", () => {
    expect(share("50", "200")).toBe(0.25);
    expect(share("300", "200")).toBe(1);
    expect(share("1", "0")).toBe(1);
    expect(share("0", "0")).toBe(0);
  });
});
