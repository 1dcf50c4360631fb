import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { receivables } from "@/api/client";
import type { components } from "@/api/generated/receivables";
import type { Bucket } from "@/signature/aging/layout";

export type Invoice = components["schemas"]["InvoiceView"];
export type InvoiceDetail = components["schemas"]["InvoiceDetail"];
export type OpenSum = components["schemas"]["OpenSum"];

/** Which invoices; the names are those of the service, in the address as well. */
export interface InvoiceFilter {
  customer_id?: string;
  branch_id?: string;
  currency?: string;
  bucket?: Bucket;
  invoice_no?: string;
  only_open?: true;
}

export const INVOICES = ["receivables", "invoices"] as const;

export function listQuery(filter: InvoiceFilter) {
  return infiniteQueryOptions({
    queryKey: [...INVOICES, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answered(
        receivables.GET("/invoices", {
          params: { query: { ...filter, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: [...INVOICES, "one", id],
    queryFn: ({ signal }) =>
      answered(receivables.GET("/invoices/{id}", { params: { path: { id } }, signal })),
  });
}
