import { answered } from "@/api/answer";
import { customers } from "@/api/client";
import type { components } from "@/api/generated/customers";
import type { Complaint } from "./queries";

export type Filing = components["schemas"]["FileComplaint"];

/** Take a complaint in; its clock starts. */
export function fileComplaint(filing: Filing, key: string): Promise<Complaint> {
  return answered(
    customers.POST("/complaints", { params: { header: { "Idempotency-Key": key } }, body: filing }),
  );
}
