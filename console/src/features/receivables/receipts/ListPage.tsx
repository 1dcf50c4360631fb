import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { moneyText } from "@/kit/money";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import { Tabs } from "@/kit/Tabs";
import { Places } from "../Places";
import { StateTag } from "../StateTag";
import { type Receipt, receiptsQuery } from "./queries";
import "../table.css";
import "@/kit/list.css";

/** p18, the list: what came in, and what of it pays nothing yet. */
export function ReceiptsPage() {
  const { t } = useTranslation(["receivables", "kit"]);
  const { all } = useSearch({ from: "/receipts" });
  const query = useInfiniteQuery(receiptsQuery(!all));
  const receipts = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <Places />
      <h1>{t("receipts.title")}</h1>
      <Tabs label={t("receipts.title")}>
        <Link to="/receipts" search={{}} aria-current={all ? undefined : "page"}>
          {t("receipts.unapplied")}
        </Link>
        <Link to="/receipts" search={{ all: true }} aria-current={all ? "page" : undefined}>
          {t("receipts.all")}
        </Link>
      </Tabs>
      {query.isPending && <Rows count={8} />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {query.data && receipts.length === 0 && (
        <Empty
          title={t(all ? "receipts.empty.title" : "receipts.none.title")}
          text={t("receipts.empty.text")}
        />
      )}
      {receipts.length > 0 && <ReceiptTable receipts={receipts} />}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
    </div>
  );
}

function ReceiptTable({ receipts }: { receipts: Receipt[] }) {
  const { t } = useTranslation("receivables");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="money-table" tabIndex={0} aria-label={t("receipts.title")}>
      <table>
        <caption className="sr-only">{t("receipts.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("receipts.ref")}</th>
            <th scope="col">{t("customer")}</th>
            <th scope="col">{t("receipts.received")}</th>
            <th scope="col" className="end">
              {t("amount")}
            </th>
            <th scope="col" className="end">
              {t("receipts.left")}
            </th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("promise.remarks")}</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <tr key={receipt.receipt_id}>
              <th scope="row">{receipt.bank_ref}</th>
              <td>
                <Link to="/invoices" search={{ customer_id: receipt.customer_id, only_open: true }}>
                  {receipt.customer_name ?? t("receipts.openItems")}
                </Link>
              </td>
              <td>{receipt.received_on}</td>
              <td className="end">{moneyText(receipt.amount)}</td>
              <td className="end">{moneyText(receipt.unapplied)}</td>
              <td>
                <StateTag of="receipt" state={receipt.state} />
              </td>
              <td>{receipt.reversed_reason ?? receipt.remarks}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
