export { Standing } from "./InvoiceTable";
export { Papers } from "./Papers";
export { INVOICES, type InvoiceDetail, invoiceQuery } from "./queries";
