import type { Meaning } from "@/kit/meaning";
import type { State } from "./queries";

/** What each state of a shipment means; one that a newer service adds is shown by its code. */
export const STATES = {
  dispatched: "running",
  delivered: "good",
} as const satisfies Record<State, Meaning>;

export function isState(text: unknown): text is State {
  return Object.keys(STATES).some((each) => each === text);
}
