import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { orders } from "@/api/client";
import type { components } from "@/api/generated/orders";
import type { View } from "./states";

export type OrderSummary = components["schemas"]["OrderSummary"];
export type OrderTotal = components["schemas"]["OrderTotal"];
export type Order = components["schemas"]["OrderView"];
export type OrderLine = components["schemas"]["LineView"];
export type Why = components["schemas"]["Why"];

export const ORDERS = ["orders", "sales"] as const;
const EVERY_MS = 10_000;

/** Orders of one kind of work, the newest first. */
export function listQuery(view: View | undefined) {
  return infiniteQueryOptions({
    queryKey: [...ORDERS, "list", view ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      answered(
        orders.GET("/orders", {
          params: { query: { ...(view && { view }), ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function orderQuery(id: string) {
  return queryOptions({
    queryKey: [...ORDERS, "one", id],
    queryFn: ({ signal }) => answered(orders.GET("/orders/{id}", { params: { path: { id } }, signal })),
    refetchInterval: EVERY_MS,
  });
}

/** What holds an order, and every way out. */
export function whyQuery(id: string) {
  return queryOptions({
    queryKey: [...ORDERS, "why", id],
    queryFn: ({ signal }) => answered(orders.GET("/orders/{id}/why", { params: { path: { id } }, signal })),
    refetchInterval: EVERY_MS,
  });
}

/** What the customer's credit carries. */
export function exposureQuery(customerId: string) {
  return queryOptions({
    queryKey: ["orders", "exposure", customerId],
    queryFn: ({ signal }) =>
      answered(orders.GET("/customers/{id}/exposure", { params: { path: { id: customerId } }, signal })),
  });
}
