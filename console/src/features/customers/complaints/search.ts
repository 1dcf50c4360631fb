import { isSeverity, isStatus, type Severity, type Status } from "./states";

/** What the list of complaints is asked for; it stands in the address. */
export interface ComplaintSearch {
  status?: Status;
  severity?: Severity;
}

/** Keep what is known of an address and drop the rest. */
export function complaintSearch(given: Record<string, unknown>): ComplaintSearch {
  return {
    ...(isStatus(given.status) && { status: given.status }),
    ...(isSeverity(given.severity) && { severity: given.severity }),
  };
}

/** Whose complaint is filed; without it, a customer is to be chosen first. */
export function filingSearch(given: Record<string, unknown>): { customer?: string } {
  return typeof given.customer === "string" && given.customer ? { customer: given.customer } : {};
}
