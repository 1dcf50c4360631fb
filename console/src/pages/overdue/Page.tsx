import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AccountCard,
  OVERDUE,
  type OverdueAccount,
  overdueQuery,
  Stages,
  Strip,
} from "@/features/receivables/overdue/public";
import { Places } from "@/features/receivables/Places";
import { PromiseSheet } from "@/features/receivables/promises/public";
import { Empty } from "@/kit/Empty";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import "@/kit/list.css";

/** p15: who is overdue, the oldest first, and what was promised. */
export function OverduePage() {
  const { t } = useTranslation(["receivables", "kit"]);
  const { stage } = useSearch({ from: "/overdue" });
  const query = useInfiniteQuery(overdueQuery(stage));
  const queries = useQueryClient();
  const [promising, setPromising] = useState<OverdueAccount | null>(null);
  const pages = query.data?.pages ?? [];
  const [board] = pages;
  const accounts = pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <Places />
      <h1>{t("overdue.title")}</h1>
      {query.isPending && <Rows count={8} />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {board && (
        <>
          <p className="quiet">{t("aging.asOf", { day: board.as_of_on })}</p>
          <Strip sums={board.sums} />
          <Stages board={board} stage={stage} />
        </>
      )}
      {board && accounts.length === 0 && <Nobody isFiltered={stage !== undefined} />}
      <ul className="cards">
        {accounts.map((account) => (
          <AccountCard
            key={`${account.customer_id} ${account.overdue.currency}`}
            account={account}
            stages={board?.stages ?? []}
            onPromise={() => setPromising(account)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
      {promising && board && (
        <PromiseSheet
          of={{
            customer_id: promising.customer_id,
            customer: promising.name ?? promising.customer_no ?? "",
            owed: promising.overdue,
            today: board.as_of_on,
            invoice_ids: [],
            before: promising.promise,
          }}
          onClose={() => setPromising(null)}
          onDone={() => {
            setPromising(null);
            queries.invalidateQueries({ queryKey: OVERDUE });
          }}
        />
      )}
    </div>
  );
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation(["receivables", "kit"]);
  if (!isFiltered) return <Empty title={t("overdue.empty.title")} text={t("overdue.empty.text")} />;
  return (
    <Empty title={t("overdue.none")}>
      <Link to="/overdue">{t("kit:clearFilter")}</Link>
    </Empty>
  );
}
