import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/kit/DataTable/DataTable";
import { momentText } from "@/kit/dates";
import { moneyText } from "@/kit/money";
import { ReasonTags } from "@/signature/hold-card/ReasonTag";
import type { OrderSummary, OrderTotal } from "./queries";
import { StageTag } from "./StageTag";

/** The columns of the order list. */
export function useColumns(now: Date): Column<OrderSummary>[] {
  const { t } = useTranslation("orders");
  return [
    { key: "number", title: t("columns.number"), cell: (row) => <OrderNumber row={row} /> },
    { key: "customer", title: t("columns.customer"), cell: (row) => row.customer_name ?? row.customer_no },
    { key: "amount", title: t("columns.amount"), figure: true, cell: (row) => moneyText(row.value) },
    {
      key: "unshipped",
      title: t("columns.unshipped"),
      figure: true,
      cell: (row) => moneyText(row.unshipped),
    },
    {
      key: "placed",
      title: t("columns.placed"),
      cell: (row) => <time dateTime={row.placed_at}>{momentText(row.placed_at, now)}</time>,
    },
    { key: "state", title: t("columns.state"), cell: (row) => <StageTag stage={row.stage} /> },
    { key: "holds", title: t("columns.holds"), cell: (row) => <ReasonTags reasons={row.reasons} /> },
  ];
}

function OrderNumber({ row }: { row: OrderSummary }) {
  return (
    <Link to="/orders/$id" params={{ id: row.order_id }}>
      {row.order_no}
    </Link>
  );
}

/** One line of the foot a currency: what all pages amount to, as the service counted it. */
export function useTotals(totals: readonly OrderTotal[]): Record<string, ReactNode>[] {
  const { t } = useTranslation("orders");
  return totals.map((total) => ({
    number: t("total"),
    customer: t("count", { count: total.orders }),
    amount: moneyText(total.value),
    unshipped: moneyText(total.unshipped),
  }));
}
