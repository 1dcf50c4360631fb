import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";

interface Page {
  items: unknown[];
}

interface Props<P extends Page> {
  query: UseInfiniteQueryResult<InfiniteData<P>>;
  /** What stands where there is no row: why, and what one can do. */
  empty: ReactNode;
  children: (pages: P[]) => ReactNode;
}

/** A list by cursor: it loads and fails by itself, says why it is empty, and goes on by a button. */
export function Paged<P extends Page>({ query, empty, children }: Props<P>) {
  const { t } = useTranslation("kit");
  if (query.data === undefined) {
    if (query.error) return <FailedNote error={query.error} again={() => query.refetch()} />;
    return <Rows />;
  }
  if (query.data.pages.every((page) => page.items.length === 0)) return empty;
  return (
    <>
      {children(query.data.pages)}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
