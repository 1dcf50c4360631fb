import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { grouped, moneyText } from "@/kit/money";
import type { InvoiceDetail } from "./queries";
import "../table.css";

/** What an invoice bills, what paid it, and the papers that belong to it. */
export function Papers({ invoice }: { invoice: InvoiceDetail }) {
  return (
    <>
      <Payments invoice={invoice} />
      <Lines invoice={invoice} />
      <Notes invoice={invoice} />
      <Signed invoice={invoice} />
    </>
  );
}

function Payments({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("receivables");
  if (invoice.payments.length === 0)
    return (
      <section>
        <h2>{t("invoice.payments")}</h2>
        <p className="quiet">{t("invoice.unpaid")}</p>
      </section>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="money-table" tabIndex={0} aria-label={t("invoice.payments")}>
      <table>
        <caption>{t("invoice.payments")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("receipts.ref")}</th>
            <th scope="col">{t("receipts.received")}</th>
            <th scope="col" className="end">
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.payments.map((payment) => (
            <tr key={payment.receipt_id}>
              <th scope="row">{payment.bank_ref}</th>
              <td>{payment.received_on}</td>
              <td className="end">{moneyText(payment.amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("invoice.paid")}
            </th>
            <td className="end">{moneyText(invoice.paid)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Lines({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("receivables");
  if (invoice.lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="money-table" tabIndex={0} aria-label={t("invoice.lines")}>
      <table>
        <caption>{t("invoice.lines")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("invoice.product")}</th>
            {(["qty", "price", "amount", "tax", "credited"] as const).map((column) => (
              <th key={column} scope="col" className="end">
                {t(`invoice.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.line_no}>
              <th scope="row">{line.product_name}</th>
              <td className="end">{`${grouped(line.qty.value, 0)} ${line.qty.unit}`}</td>
              <td className="end">{grouped(line.unit_price)}</td>
              <td className="end">{moneyText(line.amount)}</td>
              <td className="end">{moneyText(line.tax)}</td>
              <td className="end">{moneyText(line.credited)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("invoices.total")}
            </th>
            <td className="end">{moneyText(invoice.total)}</td>
            <td className="end">{moneyText(invoice.tax)}</td>
            <td className="end">{moneyText(invoice.credited)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Notes({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("receivables");
  if (invoice.credit_notes.length === 0) return null;
  return (
    <section>
      <h2>{t("invoice.notes")}</h2>
      <ul>
        {invoice.credit_notes.map((note) => (
          <li key={note.note_id}>
            {note.note_no} · {note.issued_on} · {moneyText(note.total)} · {note.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Signed({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("receivables");
  const { hand_over: handed, reversal } = invoice;
  return (
    <section>
      <h2>{t("invoice.papers")}</h2>
      <p>
        {handed
          ? t("invoice.handedOver", { day: handed.handed_on, name: handed.received_by })
          : t("invoice.notHandedOver")}
      </p>
      {reversal && (
        <p>
          {t("invoice.takenBack", {
            day: reversal.reversed_on,
            no: reversal.reversing_no,
            why: reversal.reason,
          })}
        </p>
      )}
      <p>
        <Link to="/invoices" search={{ customer_id: invoice.customer_id, only_open: true }}>
          {t("invoice.others")}
        </Link>
      </p>
    </section>
  );
}
