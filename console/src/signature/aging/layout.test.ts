import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BUCKETS, type Bucket, layout } from "./layout";

const row = (...amounts: string[]) =>
  Object.fromEntries(BUCKETS.map((bucket, at) => [bucket, amounts[at] ?? "0.00"])) as Record<Bucket, string>;
const yuan = fc
  .nat(10 ** 9)
  .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`);
const rows = fc.array(
  fc.tuple(yuan, yuan, yuan, yuan, yuan).map((amounts) => row(...amounts)),
  { minLength: 1, maxLength: 20 },
);

describe("stacked bars", () => {
  test("the widest fills the scale, the others are in proportion", () => {
    const [first, second] = layout([row("50.00", "50.00"), row("0.00", "25.00")]);
    expect(first?.map(({ from, width }) => [from, width]).slice(0, 2)).toEqual([
      [0, 500],
      [500, 500],
    ]);
    expect(second?.[1]).toEqual({ bucket: "days_1_30", from: 0, width: 250 });
  });

  test("where nothing is owed nothing is drawn", () =>
    expect(layout([row()])[0]?.every(({ width }) => width === 0)).toBe(true));

  test("segments go on without a gap, stay on the scale, and the widest ends at its end", () =>
    fc.assert(
      fc.property(rows, (given) => {
        const bars = layout(given);
        for (const bar of bars) {
          let at = 0;
          for (const { from, width } of bar) {
            expect(from).toBe(at);
            expect(width).toBeGreaterThanOrEqual(0);
            at = from + width;
          }
          expect(at).toBeLessThanOrEqual(1000);
        }
        const ends = bars.map((bar) => bar.reduce((end, { width }) => end + width, 0));
        const isEmpty = given.every((each) => BUCKETS.every((bucket) => each[bucket] === "0.00"));
        expect(Math.max(...ends)).toBe(isEmpty ? 0 : 1000);
      }),
    ));
});
