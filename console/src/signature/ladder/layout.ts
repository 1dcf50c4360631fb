import type { components } from "@/api/generated/receivables";
import type { Meaning } from "@/kit/meaning";

export type Rung = components["schemas"]["RungView"];
type RungState = Rung["state"];

/** What each state of a rung means. */
export const RUNGS = {
  raised: "attention",
  skipped: "ended",
  resting: "decision",
  next: "running",
  coming: "ended",
  ended: "ended",
} as const satisfies Record<RungState, Meaning>;

export function isRungState(state: string): state is RungState {
  return state in RUNGS;
}

const DAY_MS = 24 * 3600 * 1000;

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** Where rung number `at` of `count` stands, in per cent of the width: the middle of its column. */
export function rungAt(at: number, count: number): number {
  return ((at + 0.5) * 100) / count;
}

/** Where a day stands between the rungs, in per cent of the width; days beyond the ends stand at the ends. */
export function place(day: string, rungs: Pick<Rung, "on">[]): number {
  const wanted = dayNumber(day);
  const days = rungs.map(({ on }) => dayNumber(on));
  const after = days.findIndex((each) => each >= wanted);
  if (after === -1) return 100;
  const [from, to] = [days[after - 1], days[after]];
  if (to === wanted) return rungAt(after, rungs.length);
  if (from === undefined || to === undefined) return 0;
  const step = (wanted - from) / (to - from);
  return rungAt(after - 1 + step, rungs.length);
}
