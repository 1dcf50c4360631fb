import { answered } from "@/api/answer";
import { receivables } from "@/api/client";
import type { Money } from "@/kit/money";

export interface Promised {
  amount: Money;
  pay_on: string;
  invoice_ids: string[];
  replaces_id: string | null;
  remarks: string | null;
}

/** Take down what a customer promised to pay. */
export function promise(customer: string, promised: Promised, key: string) {
  return answered(
    receivables.POST("/customers/{id}/promises", {
      params: { path: { id: customer }, header: { "Idempotency-Key": key } },
      body: promised,
    }),
  );
}
