import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { place, rungAt } from "./layout";

const on = (day: number) => new Date(Date.UTC(2026, 2, 13 + day)).toISOString().slice(0, 10);
const ladder = [-3, 0, 1, 7, 15, 30].map((day) => ({ on: on(day) }));

describe("ladder", () => {
  test("a day of the plan stands at its rung", () => {
    for (const [at, rung] of ladder.entries()) expect(place(rung.on, ladder)).toBe(rungAt(at, ladder.length));
  });

  test("a day between two stands between them in proportion", () => {
    const [first, second] = [rungAt(2, ladder.length), rungAt(3, ladder.length)];
    expect(place(on(4), ladder)).toBeCloseTo((first + second) / 2);
  });

  test("what is before or after all rungs stands at the end, also where there is none", () => {
    expect(place(on(-30), ladder)).toBe(0);
    expect(place(on(365), ladder)).toBe(100);
    expect(place(on(0), [])).toBe(100);
  });

  test("later days never stand before earlier ones", () =>
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 90 }), fc.nat(30), (day, more) => {
        expect(place(on(day + more), ladder)).toBeGreaterThanOrEqual(place(on(day), ladder));
      }),
    ));
});
