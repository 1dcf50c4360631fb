import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { customers } from "@/api/client";
import type { components } from "@/api/generated/customers";
import type { ComplaintSearch } from "./search";

export type ComplaintItem = components["schemas"]["ComplaintItem"];
export type Complaint = components["schemas"]["ComplaintView"];
export type Delivered = components["schemas"]["DeliveredLineView"];

export const COMPLAINTS = ["customers", "complaints"] as const;
const EVERY_MS = 10_000;

interface Filter extends ComplaintSearch {
  customer_id?: string;
}

/** Complaints, what is due first on top, then the closed ones. */
export function listQuery(filter: Filter) {
  return infiniteQueryOptions({
    queryKey: [...COMPLAINTS, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answered(
        customers.GET("/complaints", {
          params: { query: { ...filter, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function complaintQuery(id: string) {
  return queryOptions({
    queryKey: [...COMPLAINTS, "one", id],
    queryFn: ({ signal }) =>
      answered(customers.GET("/complaints/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === "closed" ? false : EVERY_MS),
  });
}

/** What was delivered to a customer, the latest first. */
export function deliveriesQuery(id: string) {
  return queryOptions({
    queryKey: ["customers", "deliveries", id],
    queryFn: ({ signal }) =>
      answered(customers.GET("/customers/{id}/deliveries", { params: { path: { id } }, signal })),
  });
}
