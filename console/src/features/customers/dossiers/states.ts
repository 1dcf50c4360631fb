import type { components } from "@/api/generated/customers";
import type { Meaning } from "@/kit/meaning";

type Item = components["schemas"]["CustomerItem"];
export type Status = Item["status"];
export type Grade = NonNullable<Item["grade"]>;

/** What each state of a customer means; only an active one may be sold to. */
export const STATUSES = {
  pending: "attention",
  active: "good",
  lapsed: "stop",
  closed: "ended",
} as const satisfies Record<Status, Meaning>;

export const GRADES = {
  A: "good",
  B: "running",
  C: "attention",
  D: "stop",
} as const satisfies Record<Grade, Meaning>;

/** The papers of a dossier, in the order of the form (C1). */
export const PAPERS = [
  "business_licence",
  "organisation_code",
  "taxpayer_certificate",
  "invoicing_details",
  "identity_card",
  "overview_form",
] as const;
export type Paper = (typeof PAPERS)[number];

export function isStatus(text: unknown): text is Status {
  return Object.keys(STATUSES).some((each) => each === text);
}

export function isGrade(text: unknown): text is Grade {
  return Object.keys(GRADES).some((each) => each === text);
}

export function isPaper(text: string): text is Paper {
  return PAPERS.some((paper) => paper === text);
}
