import { describe, expect, test } from "vitest";
import { dayOf, left, momentText, urgency } from "./dates";

const now = new Date("2026-11-24T04:00:00Z"); // noon in Shanghai

describe("dates", () => {
  test("a day is Shanghai's day", () => {
    expect(dayOf("2026-11-23T16:30:00Z")).toBe("2026-11-24");
    expect(momentText("2026-11-23T16:00:00Z", now)).toBe("11-24 00:00");
    expect(momentText("2025-12-31T15:59:00Z", now)).toBe("2025-12-31 23:59");
  });

  test.each([
    ["2026-11-24T03:59:00Z", "late"],
    ["2026-11-24T15:59:00Z", "today"],
    ["2026-11-24T16:00:00Z", "week"],
    ["2026-12-02T04:00:00Z", "later"],
    [null, "later"],
  ])("%s is %s", (due, group) => expect(urgency(due, now)).toBe(group));

  test("time left is told in one unit", () => {
    expect(left("2026-11-24T04:30:00Z", now)).toEqual({ late: false, unit: "minutes", count: 30 });
    expect(left("2026-11-24T02:00:00Z", now)).toEqual({ late: true, unit: "hours", count: 2 });
    expect(left("2026-11-27T04:00:00Z", now)).toEqual({ late: false, unit: "days", count: 3 });
  });
});
