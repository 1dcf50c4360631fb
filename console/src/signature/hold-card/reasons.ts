import type { components } from "@/api/generated/orders";
import type { Meaning } from "@/kit/meaning";

export type Held = components["schemas"]["HeldView"];
export type Way = components["schemas"]["WayView"];
export type Reason = Held["reason"];

/** What each reason means: red where goods or credit are stopped, orange where something is awaited. */
export const REASONS = {
  overdue: "stop",
  credit_limit: "stop",
  price_below_list: "attention",
  dossier_incomplete: "attention",
  territory: "stop",
  unsigned: "attention",
  deposit_unpaid: "stop",
  special_order_unpaid: "stop",
  stale_facts: "attention",
  manual: "stop",
} as const satisfies Record<Reason, Meaning>;

/** Each act that may release a hold, so that its words are complete. */
export const ACTS = [
  "receive",
  "ask_allowance",
  "raise_limit",
  "reprice",
  "ask_discount",
  "complete_dossier",
  "return_contract",
  "change_place",
  "release",
] as const satisfies readonly Way["act"][];

export function isReason(text: string): text is Reason {
  return text in REASONS;
}

export function isAct(text: string): text is Way["act"] {
  return ACTS.some((each) => each === text);
}
