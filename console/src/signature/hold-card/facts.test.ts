import { describe, expect, test } from "vitest";
import { hasChanged, paired, readable } from "./facts";

describe("facts of a hold", () => {
  test("a fact that changed stands with what it was", () => {
    const shown = paired(
      [
        { name: "overdue", value: "12340.00 CNY" },
        { name: "more", value: "0" },
      ],
      [
        { name: "overdue", value: "8140.00 CNY" },
        { name: "more", value: "0" },
      ],
    );
    expect(shown[0]).toEqual({ name: "overdue", before: "8140.00 CNY", now: "12340.00 CNY" });
    expect(shown.map(hasChanged)).toEqual([true, false]);
  });

  test("a fact that came or went is told, too", () => {
    const [gone, come] = paired([{ name: "line 2", value: "b" }], [{ name: "line 1", value: "a" }])
      .slice()
      .sort((one, other) => one.name.localeCompare(other.name));
    expect(gone).toEqual({ name: "line 1", before: "a", now: null });
    expect(come).toEqual({ name: "line 2", before: null, now: "b" });
  });

  test("without an earlier state nothing has changed", () => {
    expect(paired([{ name: "x", value: "1" }], null).some(hasChanged)).toBe(false);
  });

  test.each([
    ["12340.00 CNY", "¥12,340.00"],
    ["-1.00 USD", "USD -1.00"],
    ["白卡纸: 5180.0000 CNY < 5300.0000 CNY", "白卡纸: ¥5,180.00 < ¥5,300.00"],
    ["2026-001, 2026-004", "2026-001, 2026-004"],
  ])("%s is read as %s", (given, read) => expect(readable(given)).toBe(read));
});
