import type { Meaning } from "@/kit/meaning";

/** What each state of a form means; one that a newer service adds is shown by its code. */
export const STATES = {
  open: "decision",
  approved: "good",
  refused: "stop",
  sent_back: "attention",
  withdrawn: "ended",
  expired: "attention",
  voided: "attention",
  closed: "ended",
} as const satisfies Record<string, Meaning>;

export type State = keyof typeof STATES;

export function isState(text: string): text is State {
  return Object.keys(STATES).includes(text);
}
