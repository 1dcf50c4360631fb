import { useTranslation } from "react-i18next";
import { type Column, DataTable } from "@/kit/DataTable/DataTable";
import { grouped, isZero, moneyText } from "@/kit/money";
import type { Order, OrderLine } from "./queries";

type Quantity = OrderLine["qty"];

function said({ value, unit }: Quantity): string {
  return isZero(value) ? "—" : `${grouped(value, 0)} ${unit}`;
}

/** The lines: what was asked for, and what became of it. */
export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const columns: Column<OrderLine>[] = [
    { key: "product", title: t("lines.product"), cell: (line) => `${line.line_no} · ${line.product_name}` },
    { key: "price", title: t("lines.price"), figure: true, cell: (line) => <Price line={line} /> },
    { key: "asked", title: t("lines.asked"), figure: true, cell: (line) => said(line.qty) },
    { key: "cancelled", title: t("lines.cancelled"), figure: true, cell: (line) => said(line.cancelled) },
    { key: "shipped", title: t("lines.shipped"), figure: true, cell: (line) => said(line.shipped) },
    { key: "delivered", title: t("lines.delivered"), figure: true, cell: (line) => said(line.delivered) },
    { key: "returned", title: t("lines.returned"), figure: true, cell: (line) => said(line.returned) },
    { key: "amount", title: t("lines.amount"), figure: true, cell: (line) => moneyText(line.amount) },
  ];
  return (
    <DataTable
      caption={t("sections.lines")}
      columns={columns}
      rows={order.lines}
      rowKey={(line) => line.line_id}
      totals={[{ product: t("total"), amount: moneyText(order.value) }]}
    />
  );
}

function Price({ line }: { line: OrderLine }) {
  const { t } = useTranslation("orders");
  const { unit_price: price, list_price: list } = line;
  if (!list || list.amount === price.amount) return <>{moneyText(price)}</>;
  return (
    <>
      {moneyText(price)} <span className="quiet">{t("lines.list", { price: moneyText(list) })}</span>
    </>
  );
}
