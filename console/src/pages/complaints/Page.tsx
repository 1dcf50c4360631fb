import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Cards, Filters, listQuery, Table } from "@/features/customers/complaints/public";
import { Empty } from "@/kit/Empty";
import { useNow } from "@/kit/now";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import { useBody } from "@/kit/width";
import "@/kit/list.css";

/** p20: whose clock runs out next. */
export function ComplaintsPage() {
  const { t } = useTranslation(["complaints", "kit"]);
  const search = useSearch({ from: "/complaints" });
  const query = useInfiniteQuery(listQuery(search));
  const desk = useBody() === "desk";
  const now = useNow();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      <Filters search={search} />
      <Link className="act no-print" to="/complaints/new">
        {t("filing.open")}
      </Link>
      {query.isPending && <Rows />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {query.data && items.length === 0 && <Nothing filtered={Object.keys(search).length > 0} />}
      {items.length > 0 && (desk ? <Table items={items} now={now} /> : <Cards items={items} now={now} />)}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation(["complaints", "kit"]);
  if (!filtered) return <Empty title={t("empty.title")} text={t("empty.text")} />;
  return (
    <Empty title={t("unmatched.title")} text={t("unmatched.text")}>
      <Link to="/complaints">{t("kit:clearFilter")}</Link>
    </Empty>
  );
}
