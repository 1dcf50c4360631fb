import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Exposure } from "@/features/orders/accounts/public";
import { bar, room } from "./exposure";

function an(reserved: string, net: string, exposure: string, limit: string): Exposure {
  const money = (amount: string) => ({ amount, currency: "CNY" });
  return {
    currency: "CNY",
    reserved: money(reserved),
    account_net: money(net),
    exposure: money(exposure),
    limit: money(limit),
    account_version: 1,
    credit_version: 1,
  };
}

const cents = (value: number) => `${value < 0 ? "-" : ""}${Math.abs(value)}.00`;

describe("the exposure bar", () => {
  test("shows both parts of the limit", () => {
    const exposure = an("60000.00", "60000.00", "120000.00", "240000.00");
    expect(bar(exposure)).toEqual({ reserved: 0.25, account: 0.25, limit: 1 });
    expect(room(exposure)).toEqual({ kind: "left", amount: "120000.00" });
  });

  test("shows where the limit was passed", () => {
    const exposure = an("0.00", "400.00", "400.00", "100.00");
    expect(bar(exposure)).toEqual({ reserved: 0, account: 1, limit: 0.25 });
    expect(room(exposure)).toEqual({ kind: "over", amount: "300.00" });
  });

  test("without a limit tells of none, not of nothing left", () => {
    const exposure = an("100.00", "-20.00", "80.00", "0.00");
    expect(bar(exposure)).toEqual({ reserved: 1, account: 0, limit: null });
    expect(room(exposure)).toEqual({ kind: "none" });
  });

  test("never grows beyond its whole", () =>
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: -1e6, max: 1e6 }), fc.nat(1e6), (reserved, net, limit) => {
        const lengths = bar(an(cents(reserved), cents(net), cents(reserved + net), cents(limit)));
        expect(lengths.reserved + lengths.account).toBeLessThanOrEqual(1.0001);
        for (const length of [lengths.reserved, lengths.account, lengths.limit ?? 0]) {
          expect(length).toBeGreaterThanOrEqual(0);
          expect(length).toBeLessThanOrEqual(1);
        }
      }),
    ));
});
