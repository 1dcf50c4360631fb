import type { Meaning } from "@/kit/meaning";
import type { OrderSummary } from "./queries";

/** What each stage of an order means; one that a newer service adds is shown by its code. */
export const STAGES = {
  held: "stop",
  confirmed: "running",
  part_shipped: "running",
  shipped: "good",
  cancelled: "ended",
} as const satisfies Record<OrderSummary["stage"], Meaning>;

export function isStage(text: string): text is keyof typeof STAGES {
  return text in STAGES;
}

/** The kinds of work that the order list is cut by. */
export const VIEWS = ["today", "stopped", "ready"] as const;
export type View = (typeof VIEWS)[number];
