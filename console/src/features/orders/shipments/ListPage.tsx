import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Paged } from "@/kit/DataTable/Paged";
import { Empty } from "@/kit/Empty";
import { useNow } from "@/kit/now";
import { useRowKeys } from "@/kit/rowKeys";
import { Tabs } from "@/kit/Tabs";
import { listQuery, type State } from "./queries";
import { ShipmentList } from "./ShipmentList";
import "@/kit/list.css";

const STATES: readonly (State | undefined)[] = ["dispatched", "delivered", undefined];

/** p13: what is on its way, and what has arrived. */
export function ShipmentsPage() {
  const { t } = useTranslation(["shipments", "kit"]);
  const { state } = useSearch({ from: "/shipments" });
  const query = useInfiniteQuery(listQuery(state));
  const navigate = useNavigate();
  const now = useNow();
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const current = useRowKeys(rows, (row) => navigate({ to: "/orders/$id", params: { id: row.order_id } }));
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      <Tabs label={t("title")}>
        {STATES.map((each) => (
          <Link
            key={each ?? "all"}
            to="/shipments"
            search={each ? { state: each } : {}}
            aria-current={each === state ? "page" : undefined}
          >
            {t(each ? `states.${each}` : "all")}
          </Link>
        ))}
      </Tabs>
      <Paged
        query={query}
        empty={
          <Empty title={t(state ? "emptyState" : "empty")}>
            {state && <Link to="/shipments">{t("kit:clearFilter")}</Link>}
          </Empty>
        }
      >
        {() => <ShipmentList rows={rows} now={now} current={current?.shipment_id} />}
      </Paged>
    </div>
  );
}
