import { answered } from "@/api/answer";
import { notifications } from "@/api/client";
import type { Approval } from "./queries";

export type Verdict = "approve" | "refuse" | "send_back";

export interface Decision {
  verdict: Verdict;
  /** The content that was seen: a decision binds to nothing else. */
  content_hash: string;
  comment: string | null;
}

function addressed(id: string, key: string) {
  return { path: { approval_id: id }, header: { "Idempotency-Key": key } };
}

export function decide(id: string, decision: Decision, key: string): Promise<Approval> {
  return answered(
    notifications.POST("/approvals/{approval_id}/decisions", { params: addressed(id, key), body: decision }),
  );
}

export function withdraw(id: string, key: string): Promise<Approval> {
  return answered(
    notifications.POST("/approvals/{approval_id}/withdrawal", { params: addressed(id, key), body: {} }),
  );
}

export function urge(id: string, key: string): Promise<Approval> {
  return answered(
    notifications.POST("/approvals/{approval_id}/urges", { params: addressed(id, key), body: {} }),
  );
}
