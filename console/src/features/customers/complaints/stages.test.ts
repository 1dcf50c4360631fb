import { describe, expect, test } from "vitest";
import { type Progress, stages } from "./stages";

const filed: Progress = { status: "filed", answer: null, findings: null, satisfied: null };

describe("the stages of a complaint", () => {
  test.each<[string, Progress, string]>([
    ["one that was just filed", filed, "passed here coming coming coming"],
    [
      "one whose facts were found without a first answer",
      { ...filed, status: "confirmed", findings: "受潮" },
      "passed skipped passed here coming",
    ],
    [
      "one that was found anew, since the customer was not satisfied",
      { status: "answered", answer: "已受理", findings: "受潮", satisfied: false },
      "passed passed here coming coming",
    ],
    [
      "one that ended to the customer's satisfaction",
      { status: "closed", answer: "已受理", findings: "受潮", satisfied: true },
      "passed passed passed passed passed",
    ],
    [
      "one that was taken back at once",
      { ...filed, status: "closed" },
      "passed skipped skipped skipped passed",
    ],
  ])("%s", (_, complaint, places) =>
    expect(
      stages(complaint)
        .map(({ place }) => place)
        .join(" "),
    ).toBe(places),
  );
});
