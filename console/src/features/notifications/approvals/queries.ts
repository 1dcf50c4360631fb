import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { notifications } from "@/api/client";
import type { components } from "@/api/generated/notifications";

export type Approval = components["schemas"]["ApprovalView"];
export type ApprovalDetail = components["schemas"]["ApprovalDetail"];
export type Step = components["schemas"]["StepView"];
export type Act = ApprovalDetail["allowed"][number];
export type Box = "waiting" | "requested" | "involved";

export const APPROVALS = ["notifications", "approvals"] as const;
const EVERY_MS = 5_000;

export function listQuery(box: Box) {
  return infiniteQueryOptions({
    queryKey: [...APPROVALS, "list", box],
    queryFn: ({ pageParam, signal }) =>
      answered(
        notifications.GET("/approvals", {
          params: { query: { box, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function approvalQuery(id: string) {
  return queryOptions({
    queryKey: [...APPROVALS, "one", id],
    queryFn: ({ signal }) =>
      answered(notifications.GET("/approvals/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "open" ? EVERY_MS : false),
  });
}
