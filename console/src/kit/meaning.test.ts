import { describe, expect, test } from "vitest";
import { contrast } from "./contrast";
import { DARK, LIGHT } from "./meaning";

describe("colours", () => {
  for (const [name, shades] of Object.entries({ LIGHT, DARK })) {
    test.each(Object.entries(shades))(
      `${name}: the word of %s can be read (WCAG 2.2 AA)`,
      (_, { text, ground }) => expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5),
    );
  }
  test("the formula is WCAG's", () => expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5));
});
