import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { receivables } from "@/api/client";
import type { components } from "@/api/generated/receivables";

export type Aged = components["schemas"]["Aged"];
export type AgedCustomer = components["schemas"]["AgedCustomer"];
export type TieOuts = components["schemas"]["TieOuts"];

const AGED = ["receivables", "aged-balance"] as const;

/** The aged balance of today: sums of the branches in view, and a page of customers. */
export function agedQuery(branch: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...AGED, branch ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      answered(
        receivables.GET("/aged-balance", {
          params: { query: { ...(branch && { branch_id: branch }), ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Whether the open items are what the ledger says. */
export const tieOutQuery = queryOptions({
  queryKey: [...AGED, "tie-out"],
  queryFn: ({ signal }) => answered(receivables.GET("/aged-balance/tie-out", { signal })),
});
