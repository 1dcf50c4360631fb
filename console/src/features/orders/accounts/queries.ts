import { queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { orders } from "@/api/client";
import type { components } from "@/api/generated/orders";

export type Account = components["schemas"]["AccountView"];
export type Exposure = components["schemas"]["Exposure"];
export type Hold = components["schemas"]["HoldView"];

const EVERY_MS = 10_000;
const HOLDS_MAX = 100;

/** A customer's standing, and what its credit carries. */
export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ["orders", "accounts", id],
    queryFn: ({ signal }) => answered(orders.GET("/customers/{id}", { params: { path: { id } }, signal })),
    refetchInterval: EVERY_MS,
  });
}

/** What stops a customer and its orders now, the newest first. */
export function openHoldsQuery(id: string) {
  return queryOptions({
    queryKey: ["orders", "holds", "open", id],
    queryFn: ({ signal }) =>
      answered(
        orders.GET("/holds", {
          params: { query: { customer_id: id, state: "open", limit: HOLDS_MAX } },
          signal,
        }),
      ),
    refetchInterval: EVERY_MS,
  });
}
