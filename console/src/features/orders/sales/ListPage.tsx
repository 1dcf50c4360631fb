import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "@/kit/DataTable/DataTable";
import { Paged } from "@/kit/DataTable/Paged";
import { Empty } from "@/kit/Empty";
import { useNow } from "@/kit/now";
import { useRowKeys } from "@/kit/rowKeys";
import { Tabs } from "@/kit/Tabs";
import { useBody } from "@/kit/width";
import { OrderCards } from "./Cards";
import { useColumns, useTotals } from "./columns";
import { listQuery, type OrderSummary } from "./queries";
import { VIEWS, type View } from "./states";
import "@/kit/list.css";

const TABS: readonly (View | undefined)[] = [...VIEWS, undefined];

/** p10: orders by kind of work. */
export function OrdersPage() {
  const { t } = useTranslation("orders");
  const { view } = useSearch({ from: "/orders" });
  const query = useInfiniteQuery(listQuery(view));
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      <Tabs label={t("title")}>
        {TABS.map((each) => (
          <Link
            key={each ?? "all"}
            to="/orders"
            search={each ? { view: each } : {}}
            aria-current={each === view ? "page" : undefined}
          >
            {t(`views.${each ?? "all"}`)}
          </Link>
        ))}
      </Tabs>
      <Paged query={query} empty={<NoOrders view={view} />}>
        {(pages) => (
          <List
            key={view ?? "all"}
            view={view}
            rows={pages.flatMap((page) => page.items)}
            totals={pages[0]?.totals ?? []}
          />
        )}
      </Paged>
    </div>
  );
}

interface ListProps {
  view: View | undefined;
  rows: OrderSummary[];
  totals: Parameters<typeof useTotals>[0];
}

function List({ view, rows, totals }: ListProps) {
  const { t } = useTranslation("orders");
  const now = useNow();
  const body = useBody();
  const navigate = useNavigate();
  const open = (row: OrderSummary) => navigate({ to: "/orders/$id", params: { id: row.order_id } });
  const current = useRowKeys(rows, open)?.order_id;
  const columns = useColumns(now);
  const foot = useTotals(totals);
  if (body === "phone") return <OrderCards rows={rows} totals={totals} now={now} current={current} />;
  return (
    <DataTable
      caption={t(`views.${view ?? "all"}`)}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.order_id}
      current={current}
      onOpen={open}
      totals={foot}
    />
  );
}

function NoOrders({ view }: { view: View | undefined }) {
  const { t } = useTranslation(["orders", "kit"]);
  if (!view) return <Empty title={t("empty.title")} text={t("empty.text")} />;
  return (
    <Empty title={t(`emptyView.${view}`)}>
      <Link to="/orders">{t("kit:clearFilter")}</Link>
    </Empty>
  );
}
