import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { orders } from "@/api/client";
import type { components } from "@/api/generated/orders";

export type Shipment = components["schemas"]["ShipmentSummary"];
export type State = Shipment["state"];

export const SHIPMENTS = ["orders", "shipments"] as const;

/** Shipments in a state, the newest first. */
export function listQuery(state: State | undefined) {
  return infiniteQueryOptions({
    queryKey: [...SHIPMENTS, "list", state ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      answered(
        orders.GET("/shipments", {
          params: { query: { ...(state && { state }), ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** What has left of an order; a hundred trucks for one order are more than any has. */
export function ofOrderQuery(orderId: string) {
  return queryOptions({
    queryKey: [...SHIPMENTS, "of", orderId],
    queryFn: ({ signal }) =>
      answered(orders.GET("/shipments", { params: { query: { order_id: orderId, limit: 100 } }, signal })),
  });
}
