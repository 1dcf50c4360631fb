import { infiniteQueryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { receivables } from "@/api/client";
import type { components } from "@/api/generated/receivables";

export type Board = components["schemas"]["OverdueBoard"];
export type OverdueAccount = components["schemas"]["OverdueAccount"];
export type OverdueSum = components["schemas"]["OverdueSum"];

export const OVERDUE = ["receivables", "overdue"] as const;

/** Who is overdue, the oldest first; of one stage, or of all. */
export function overdueQuery(stage: number | undefined) {
  return infiniteQueryOptions({
    queryKey: [...OVERDUE, stage ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      answered(
        receivables.GET("/overdue", {
          params: {
            query: { ...(stage !== undefined && { stage }), ...(pageParam && { after: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
