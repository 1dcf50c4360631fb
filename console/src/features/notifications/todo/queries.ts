import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { notifications } from "@/api/client";
import type { components } from "@/api/generated/notifications";

export type Todo = components["schemas"]["TodoView"];
export type Kind = Todo["kind"];

export const WAITING = ["notifications", "todo"] as const;
const EVERY_MS = 10_000;

/** What waits for me, the nearest deadline first. */
export function todoQuery(kind: Kind | undefined) {
  return infiniteQueryOptions({
    queryKey: [...WAITING, "list", kind ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      answered(
        notifications.GET("/todo", {
          params: { query: { ...(kind && { kind }), ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY_MS,
  });
}

/** How much waits, for the menu. */
export const countQuery = queryOptions({
  queryKey: [...WAITING, "count"],
  queryFn: ({ signal }) => answered(notifications.GET("/todo", { params: { query: { limit: 1 } }, signal })),
  select: (page) => page.approvals + page.messages,
  refetchInterval: EVERY_MS,
});
