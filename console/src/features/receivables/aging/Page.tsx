import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { moneyText } from "@/kit/money";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import { Tabs } from "@/kit/Tabs";
import { AgingBars } from "@/signature/aging/AgingBars";
import { Places } from "../Places";
import { AgedTable } from "./AgedTable";
import { amounts, type Sheet, sheets } from "./groups";
import { agedQuery } from "./queries";
import { TieOut } from "./TieOut";
import "@/kit/list.css";

const GROUPS = ["branch", "customer"] as const;

/** p16: what is owed by age, each figure a door to its invoices, and the proof against the ledger. */
export function AgingPage() {
  const { t } = useTranslation(["receivables", "kit"]);
  const { group = "branch", branch } = useSearch({ from: "/aging" });
  const query = useInfiniteQuery(agedQuery(branch));
  const pages = query.data?.pages ?? [];
  const [first] = pages;
  const rows = group === "branch" ? (first?.sums ?? []) : pages.flatMap((page) => page.items);
  const name = branch && first?.sums.find((each) => each.branch_id === branch)?.branch_name;
  return (
    <div className="page">
      <Places />
      <h1>{t("aging.title")}</h1>
      <Tabs label={t("aging.group")}>
        {GROUPS.map((each) => (
          <Link
            key={each}
            to="/aging"
            search={(before) => ({ ...before, group: each })}
            aria-current={each === group ? "page" : undefined}
          >
            {t(`aging.by.${each}`)}
          </Link>
        ))}
      </Tabs>
      <p className="filters">
        {first && <span className="quiet">{t("aging.asOf", { day: first.as_of_on })}</span>}
        {branch && (
          <Link to="/aging" search={{ group }}>
            {t("kit:clearFilter")}
            {name && ` · ${name}`}
          </Link>
        )}
      </p>
      {query.isPending && <Rows count={8} />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {first?.sums.length === 0 && <Empty title={t("aging.empty.title")} text={t("aging.empty.text")} />}
      {first &&
        sheets(first.sums, rows).map((sheet) => <Aging key={sheet.currency} sheet={sheet} branch={branch} />)}
      {group === "customer" && query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
      {first && !branch && <TieOut />}
    </div>
  );
}

function Aging({ sheet, branch }: { sheet: Sheet; branch: string | undefined }) {
  const { t } = useTranslation("receivables");
  const caption = t("aging.caption", { currency: sheet.currency });
  const rows = sheet.groups.map(({ key, name, aged }) => ({
    key,
    name: name ?? "—",
    total: moneyText(aged.open),
    amounts: amounts(aged),
  }));
  return (
    <>
      <AgingBars title={caption} rows={rows} />
      <AgedTable sheet={sheet} caption={caption} branch={branch} />
    </>
  );
}
