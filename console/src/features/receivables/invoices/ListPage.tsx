import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import { Tabs } from "@/kit/Tabs";
import { BUCKETS } from "@/signature/aging/layout";
import { Places } from "../Places";
import { InvoiceTable } from "./InvoiceTable";
import { type InvoiceFilter, listQuery } from "./queries";
import "@/kit/list.css";

/** p17: invoices; from a cell of the aged balance, the open items that it is the sum of. */
export function InvoicesPage() {
  const { t } = useTranslation(["receivables", "kit"]);
  const filter = useSearch({ from: "/invoices" });
  const query = useInfiniteQuery(listQuery(filter));
  const pages = query.data?.pages ?? [];
  const invoices = pages.flatMap((page) => page.items);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="page">
      <Places />
      <h1>{t("invoices.title")}</h1>
      <Ages filter={filter} />
      <Search filter={filter} />
      {query.isPending && <Rows count={8} />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {query.data && invoices.length === 0 && (
        <Empty
          title={t(isFiltered ? "invoices.none.title" : "invoices.empty.title")}
          text={t("invoices.empty.text")}
        >
          {isFiltered && <Link to="/invoices">{t("kit:clearFilter")}</Link>}
        </Empty>
      )}
      {invoices.length > 0 && <InvoiceTable invoices={invoices} sums={pages[0]?.sums ?? []} />}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
    </div>
  );
}

/** All, those open, or those of one age. */
function Ages({ filter }: { filter: InvoiceFilter }) {
  const { t } = useTranslation("receivables");
  const { bucket, only_open, ...others } = filter;
  const current = bucket ?? (only_open ? "open" : "all");
  const ages: [string, string, InvoiceFilter][] = [
    ["all", t("invoices.all"), others],
    ["open", t("invoices.open"), { ...others, only_open: true }],
    ...BUCKETS.map((each): [string, string, InvoiceFilter] => [
      each,
      t(`buckets.${each}`),
      { ...others, bucket: each },
    ]),
  ];
  return (
    <Tabs label={t("invoices.ages")}>
      {ages.map(([key, name, search]) => (
        <Link key={key} to="/invoices" search={search} aria-current={key === current ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </Tabs>
  );
}

/** An invoice by its number, and what else narrows the list. */
function Search({ filter }: { filter: InvoiceFilter }) {
  const { t } = useTranslation(["receivables", "kit"]);
  const navigate = useNavigate();
  const find = (form: FormData) => {
    const wanted = String(form.get("no")).trim();
    const { invoice_no: _, ...others } = filter;
    navigate({ to: "/invoices", search: wanted ? { ...others, invoice_no: wanted } : others });
  };
  return (
    <form className="filters no-print" action={find}>
      <label>
        {t("invoices.no")}{" "}
        <input
          name="no"
          type="search"
          key={filter.invoice_no}
          defaultValue={filter.invoice_no}
          maxLength={100}
        />
      </label>
      <Button htmlType="submit">{t("invoices.find")}</Button>
      {(filter.customer_id || filter.branch_id || filter.currency || filter.invoice_no) && (
        <span>
          <span className="quiet">{t("invoices.narrowed")}</span>{" "}
          <Link to="/invoices">{t("kit:clearFilter")}</Link>
        </span>
      )}
    </form>
  );
}
