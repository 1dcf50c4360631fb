import { queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { customers } from "@/api/client";
import type { components } from "@/api/generated/customers";
import type { Meaning } from "@/kit/meaning";

export type Credit = components["schemas"]["CreditView"];

export const CREDIT_STATUSES = {
  in_force: "good",
  ended: "ended",
} as const satisfies Record<Credit["status"], Meaning>;

/** The credit that a customer has; refused with 404 where none was ever granted. */
export function creditQuery(id: string) {
  return queryOptions({
    queryKey: ["customers", "credit", id],
    queryFn: ({ signal }) =>
      answered(customers.GET("/customers/{id}/credit", { params: { path: { id } }, signal })),
  });
}
