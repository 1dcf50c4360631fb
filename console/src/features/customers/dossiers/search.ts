import { type Grade, isGrade, isStatus, type Status } from "./states";

/** What the list of customers is asked for; it stands in the address. */
export interface CustomerSearch {
  q?: string;
  grade?: Grade;
  status?: Status;
  branch?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST = 120;

/** Keep what is known of an address and drop the rest. A number in the address is a text here. */
export function customerSearch(given: Record<string, unknown>): CustomerSearch {
  const asked = typeof given.q === "number" ? String(given.q) : given.q;
  const q = typeof asked === "string" ? asked.trim().slice(0, LONGEST).trim() : "";
  return {
    ...(q && { q }),
    ...(isGrade(given.grade) && { grade: given.grade }),
    ...(isStatus(given.status) && { status: given.status }),
    ...(typeof given.branch === "string" && ID.test(given.branch) && { branch: given.branch }),
  };
}
