import { answered } from "@/api/answer";
import { notifications } from "@/api/client";

/** Say that a message is dealt with. */
export function complete(id: string, key: string) {
  return answered(
    notifications.POST("/inbox/{message_id}/completion", {
      params: { path: { message_id: id }, header: { "Idempotency-Key": key } },
    }),
  );
}
