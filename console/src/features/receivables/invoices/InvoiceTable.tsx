import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { isZero, moneyText } from "@/kit/money";
import { StateTag } from "../StateTag";
import type { Invoice, OpenSum } from "./queries";
import "../table.css";

/** Invoices, and under them the sum of all open ones that the filter finds, page or not. */
export function InvoiceTable({ invoices, sums }: { invoices: Invoice[]; sums: OpenSum[] }) {
  const { t } = useTranslation("receivables");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="money-table" tabIndex={0} aria-label={t("invoices.title")}>
      <table>
        <caption className="sr-only">{t("invoices.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("invoices.no")}</th>
            <th scope="col">{t("customer")}</th>
            <th scope="col">{t("invoices.issued")}</th>
            <th scope="col">{t("invoices.due")}</th>
            <th scope="col" className="end">
              {t("invoices.total")}
            </th>
            <th scope="col" className="end">
              {t("open")}
            </th>
            <th scope="col" className="end">
              {t("disputed")}
            </th>
            <th scope="col">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <tr key={invoice.invoice_id}>
              <th scope="row">
                <Link to="/invoices/$id" params={{ id: invoice.invoice_id }}>
                  {invoice.invoice_no}
                </Link>
              </th>
              <td>{invoice.buyer}</td>
              <td>{invoice.issued_on}</td>
              <td>{invoice.due_on}</td>
              <td className="end">{moneyText(invoice.total)}</td>
              <td className="end">{moneyText(invoice.open)}</td>
              <td className="end">{moneyText(invoice.disputed)}</td>
              <td>
                <Standing invoice={invoice} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map(({ open, count }) => (
            <tr key={open.currency}>
              <th scope="row" colSpan={5}>
                {t("invoices.sum", { count })}
              </th>
              <td className="end">{moneyText(open)}</td>
              <td colSpan={2} />
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  );
}

/** The state of an invoice, and whether it is paid. */
export function Standing({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("receivables");
  if (invoice.state === "issued" && isZero(invoice.open.amount))
    return <MeaningTag meaning="good">{t("invoices.settled")}</MeaningTag>;
  return <StateTag of="invoice" state={invoice.state} />;
}
