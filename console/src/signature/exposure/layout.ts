import { compare, isNegative, minus, share, sum } from "@/kit/money";

/** One step of a waterfall: a change, what is asked for on top, or a total that the service stated. */
export interface Step {
  key: string;
  amount: string;
  kind: "change" | "asked" | "total";
}

export interface Bar extends Step {
  /** Where the bar begins and ends, 0 to 1 of the width. */
  start: number;
  end: number;
  /** Beyond the limit from here on; null where it stays within. */
  over: number | null;
  /** A total that is not what the steps before it add up to. */
  isOff: boolean;
}

export interface Waterfall {
  bars: Bar[];
  limitAt: number;
}

interface Span {
  low: string;
  high: string;
}

/** Place the steps one after another on a scale that holds them all and the limit. */
export function waterfall(steps: readonly Step[], limit: string): Waterfall {
  const spans = placed(steps);
  const marks = ["0", limit, ...spans.flatMap(({ low, high }) => [low, high])];
  const least = marks.reduce((one, other) => (compare(one, other) <= 0 ? one : other));
  const most = marks.reduce((one, other) => (compare(one, other) >= 0 ? one : other));
  const at = (value: string) => share(minus(value, least), minus(most, least));
  const limitAt = at(limit);
  const bars = steps.map((step, index) => {
    const { low, high } = spans[index] as Span;
    const over = compare(high, limit) > 0 ? Math.max(at(low), limitAt) : null;
    return { ...step, start: at(low), end: at(high), over, isOff: isOff(steps, index) };
  });
  return { bars, limitAt };
}

function placed(steps: readonly Step[]): Span[] {
  let before = "0";
  return steps.map((step) => {
    const from = step.kind === "total" ? "0" : before;
    before = step.kind === "total" ? step.amount : sum(before, step.amount);
    return isNegative(minus(before, from)) ? { low: before, high: from } : { low: from, high: before };
  });
}

function isOff(steps: readonly Step[], index: number): boolean {
  const step = steps[index];
  if (step?.kind !== "total") return false;
  const before = steps.slice(0, index);
  // From the last total on, that total included; from the first step where there is none.
  const last = before.map((each) => each.kind).lastIndexOf("total");
  const since = before.slice(Math.max(0, last));
  return compare(sum("0", ...since.map((each) => each.amount)), step.amount) !== 0;
}
