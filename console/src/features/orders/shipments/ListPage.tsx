import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { useNow } from "@/kit/now";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
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
      {query.isPending && <Rows />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {query.data && rows.length === 0 && (
        <Empty title={t(state ? "emptyState" : "empty")}>
          {state && <Link to="/shipments">{t("kit:clearFilter")}</Link>}
        </Empty>
      )}
      {rows.length > 0 && <ShipmentList rows={rows} now={now} current={current?.shipment_id} />}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
    </div>
  );
}
