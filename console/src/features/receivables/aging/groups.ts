import { BUCKETS, type Bucket } from "@/signature/aging/layout";
import type { Aged, AgedCustomer } from "./queries";

/** A row of the aged balance, and by what its cells are opened. */
export interface Group {
  key: string;
  name: string | null;
  aged: Aged;
  opens: { branch_id?: string; customer_id?: string };
}

/** What stands in one table: money of two currencies is never put on one scale or under one total. */
export interface Sheet {
  currency: string;
  total: Aged | null;
  groups: Group[];
}

function group(row: Aged | AgedCustomer): Group {
  if ("customer_id" in row)
    return {
      key: row.customer_id,
      name: row.name ?? row.customer_no,
      aged: row,
      opens: { customer_id: row.customer_id },
    };
  const branch = row.branch_id ?? "";
  return { key: branch, name: row.branch_name, aged: row, opens: { branch_id: branch } };
}

/** Sort rows into one sheet a currency, under the sum that the service made of all of them. */
export function sheets(sums: Aged[], rows: (Aged | AgedCustomer)[]): Sheet[] {
  const totals = sums.filter((each) => each.branch_id === null);
  return totals.map((total) => ({
    currency: total.open.currency,
    total,
    groups: rows
      .filter((row) => row.open.currency === total.open.currency && row.branch_id !== null)
      .map(group),
  }));
}

export function amounts(aged: Aged): Record<Bucket, string> {
  return Object.fromEntries(BUCKETS.map((bucket) => [bucket, aged[bucket].amount])) as Record<Bucket, string>;
}
