import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { customers } from "@/api/client";
import type { components } from "@/api/generated/customers";
import type { CustomerSearch } from "./search";

export type CustomerItem = components["schemas"]["CustomerItem"];
export type Customer = components["schemas"]["CustomerView"];

export const CUSTOMERS = ["customers", "dossiers"] as const;

/** The customers that a search finds, by number. */
export function listQuery({ q, grade, status, branch }: CustomerSearch) {
  const filter = {
    ...(q && { q }),
    ...(grade && { grade }),
    ...(status && { status }),
    ...(branch && { branch_id: branch }),
  };
  return infiniteQueryOptions({
    queryKey: [...CUSTOMERS, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answered(
        customers.GET("/customers", {
          params: { query: { ...filter, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: [...CUSTOMERS, "one", id],
    queryFn: ({ signal }) => answered(customers.GET("/customers/{id}", { params: { path: { id } }, signal })),
  });
}

/** The branches in my reach, from the top. */
export const branchesQuery = queryOptions({
  queryKey: ["customers", "branches"],
  queryFn: ({ signal }) => answered(customers.GET("/branches", { signal })),
  staleTime: 60_000,
});
