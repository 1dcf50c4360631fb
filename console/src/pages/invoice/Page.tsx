import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  INVOICES,
  type InvoiceDetail,
  invoiceQuery,
  Papers,
  Standing,
} from "@/features/receivables/invoices/public";
import { PromiseSheet } from "@/features/receivables/promises/public";
import { StateTag } from "@/features/receivables/StateTag";
import { meaningOf } from "@/features/receivables/states";
import { Loaded } from "@/kit/Loaded";
import { MeaningTag } from "@/kit/MeaningTag";
import { isZero, moneyText } from "@/kit/money";
import { Ladder } from "@/signature/ladder/Ladder";
import "@/kit/list.css";
import "./invoice.css";

/** p17: one invoice, how far it is dunned, and what was promised and paid. */
export function InvoicePage() {
  const { id } = useParams({ from: "/invoices/$id" });
  const query = useQuery(invoiceQuery(id));
  return (
    <Loaded query={query} rows={8}>
      {(invoice) => <Invoice key={id} invoice={invoice} />}
    </Loaded>
  );
}

function Invoice({ invoice }: { invoice: InvoiceDetail }) {
  useEffect(() => {
    document.title = invoice.invoice_no;
  }, [invoice.invoice_no]);
  return (
    <article className="page invoice">
      <Head invoice={invoice} />
      <Dunning invoice={invoice} />
      <Papers invoice={invoice} />
    </article>
  );
}

function Head({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("receivables");
  const { days_overdue: days } = invoice.dunning;
  const figures = ["open", "total", "paid", "credited", "disputed"] as const;
  return (
    <header>
      <h1>{t("invoice.title", { no: invoice.invoice_no, buyer: invoice.buyer })}</h1>
      <p>
        <Standing invoice={invoice} />{" "}
        {days > 0 && <MeaningTag meaning="stop">{t("overdueDays", { count: days })}</MeaningTag>}{" "}
        <span className="quiet">
          {t("invoice.dates", { issued: invoice.issued_on, due: invoice.due_on })}
        </span>
      </p>
      <dl className="strip">
        {figures.map((figure) => (
          <div key={figure}>
            <dt>{t(`invoice.figures.${figure}`)}</dt>
            <dd>{moneyText(invoice[figure])}</dd>
          </div>
        ))}
      </dl>
      {invoice.remarks && <p>{invoice.remarks}</p>}
    </header>
  );
}

function Dunning({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("receivables");
  const queries = useQueryClient();
  const [promising, setPromising] = useState(false);
  const { rungs, promises, as_of_on, rests_until_on } = invoice.dunning;
  const waiting = promises.find(({ state }) => state === "open" || state === "broken") ?? null;
  const flags = promises.map(({ promise_id, pay_on, state }) => ({
    key: promise_id,
    on: pay_on,
    meaning: meaningOf("promise", state) ?? "ended",
  }));
  return (
    <section>
      <h2>{t("ladder.title")}</h2>
      {rests_until_on && rests_until_on >= as_of_on && <p>{t("ladder.rests", { day: rests_until_on })}</p>}
      <Ladder label={t("ladder.title")} today={as_of_on} rungs={rungs} flags={flags} />
      {promises.length > 0 && (
        <ul className="promises">
          {promises.map((promise) => (
            <li key={promise.promise_id}>
              ⚑ {t("promise.line", { amount: moneyText(promise.amount), day: promise.pay_on })}{" "}
              <StateTag of="promise" state={promise.state} />
            </li>
          ))}
        </ul>
      )}
      {!isZero(invoice.open.amount) && (
        <Button className="no-print" onClick={() => setPromising(true)}>
          {t("promise.do")}
        </Button>
      )}
      {promising && (
        <PromiseSheet
          of={{
            customer_id: invoice.customer_id,
            customer: invoice.buyer,
            owed: invoice.open,
            today: as_of_on,
            invoice_ids: [invoice.invoice_id],
            before: waiting,
          }}
          onClose={() => setPromising(false)}
          onDone={() => {
            setPromising(false);
            queries.invalidateQueries({ queryKey: INVOICES });
          }}
        />
      )}
    </section>
  );
}
