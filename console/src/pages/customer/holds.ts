import type { Meaning } from "@/kit/meaning";

/** Why something is stopped; facts that are only too old mend themselves. */
export const REASONS = {
  overdue: "stop",
  credit_limit: "stop",
  price_below_list: "attention",
  dossier_incomplete: "stop",
  territory: "stop",
  unsigned: "stop",
  deposit_unpaid: "stop",
  special_order_unpaid: "stop",
  stale_facts: "attention",
  manual: "stop",
} as const satisfies Record<string, Meaning>;

export type Reason = keyof typeof REASONS;

export function isReason(text: string): text is Reason {
  return Object.keys(REASONS).includes(text);
}
