import type { components } from "@/api/generated/customers";
import type { Meaning } from "@/kit/meaning";

type View = components["schemas"]["ComplaintView"];
export type Status = View["status"];
export type Severity = View["severity"];
export type Kind = View["kind"];

/** What each state of a complaint means: somebody owes the next step until it is closed. */
export const STATUSES = {
  filed: "decision",
  answered: "running",
  confirmed: "running",
  remedied: "attention",
  closed: "ended",
} as const satisfies Record<Status, Meaning>;

export const SEVERITIES = {
  critical: "stop",
  major: "attention",
  minor: "ended",
} as const satisfies Record<Severity, Meaning>;

export const KINDS = ["complaint", "objection", "suggestion"] as const satisfies readonly Kind[];

/** How a complaint ended. */
export const OUTCOMES = {
  satisfied: "good",
  unfounded: "ended",
  taken_back: "ended",
} as const satisfies Record<NonNullable<View["outcome"]>, Meaning>;

export const REMEDIES = [
  "replace",
  "return",
  "credit",
  "repair",
  "none",
] as const satisfies readonly NonNullable<View["remedy"]>[];

export function isStatus(text: unknown): text is Status {
  return Object.keys(STATUSES).some((each) => each === text);
}

export function isSeverity(text: unknown): text is Severity {
  return Object.keys(SEVERITIES).some((each) => each === text);
}
