import { infiniteQueryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { receivables } from "@/api/client";
import type { components } from "@/api/generated/receivables";

export type Receipt = components["schemas"]["ReceiptView"];

/** Receipts, the newest first: all, or those of which something is left to allocate. */
export function receiptsQuery(onlyUnapplied: boolean) {
  return infiniteQueryOptions({
    queryKey: ["receivables", "receipts", onlyUnapplied],
    queryFn: ({ pageParam, signal }) =>
      answered(
        receivables.GET("/receipts", {
          params: { query: { only_unapplied: onlyUnapplied, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
