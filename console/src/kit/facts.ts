import type { Money } from "./money";

export type Fact = string | number | boolean | null | Money | Quantity | Fact[] | { [name: string]: Fact };

export interface Quantity {
  value: string;
  unit: string;
}

/** Identifiers and versions bind a form to rows; people read names. */
const HIDDEN = /(_id|_version|_no)$/;
const SHOWN = new Set(["order_no", "note_no", "line_no"]);

/** What an approver looks for first; the rest follows as it comes. */
const ORDER = [
  "customer_name",
  "order_no",
  "limit",
  "limit_before",
  "overdue",
  "overdue_since_on",
  "difference",
  "total",
  "amount",
  "term_days",
  "month",
  "turnover_12m",
  "pool_left",
  "guarantor",
  "grade",
];
const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

export function entries(facts: Record<string, unknown>): [string, Fact][] {
  const shown = Object.entries(facts).filter(([name]) => !HIDDEN.test(name) || SHOWN.has(name));
  return shown.sort(([one], [other]) => rank(one) - rank(other)) as [string, Fact][];
}

export function isMoney(fact: Fact): fact is Money {
  return typeof fact === "object" && fact !== null && "amount" in fact && "currency" in fact;
}

export function isQuantity(fact: Fact): fact is Quantity {
  return typeof fact === "object" && fact !== null && "value" in fact && "unit" in fact;
}

export function isRecords(fact: Fact): fact is Record<string, Fact>[] {
  return Array.isArray(fact) && fact.length > 0 && fact.every((each) => isRecord(each));
}

export function isRecord(fact: Fact): fact is Record<string, Fact> {
  return (
    typeof fact === "object" && fact !== null && !Array.isArray(fact) && !isMoney(fact) && !isQuantity(fact)
  );
}
