import type { components } from "@/api/generated/receivables";
import type { Meaning } from "@/kit/meaning";

type Schemas = components["schemas"];

/** What each state means; one that a newer service adds is shown by its code. */
export const STATES = {
  account: { good: "good", overdue: "stop" } satisfies Record<Schemas["AccountView"]["state"], Meaning>,
  invoice: { issued: "running", reversed: "ended" } satisfies Record<
    Schemas["InvoiceView"]["state"],
    Meaning
  >,
  receipt: { booked: "good", reversed: "ended" } satisfies Record<Schemas["ReceiptView"]["state"], Meaning>,
  promise: { open: "running", kept: "good", broken: "stop", replaced: "ended" } satisfies Record<
    Schemas["LastPromise"]["state"],
    Meaning
  >,
} as const;

export type Subject = keyof typeof STATES;

/** The meaning of a state, or undefined for one that is not known here. */
export function meaningOf(subject: Subject, state: string): Meaning | undefined {
  return (STATES[subject] as Record<string, Meaning>)[state];
}
