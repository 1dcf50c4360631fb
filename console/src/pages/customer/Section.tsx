import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/problem";
import { Loaded } from "@/kit/Loaded";

interface Props<T> {
  title: string;
  query: UseQueryResult<T>;
  /** What stands here when the service knows of nothing (404). */
  absent?: string;
  children: (data: T) => ReactNode;
}

/** One part of the page, from one service; what a person may not see is said, never shown as nothing. */
export function Section<T>({ title, query, absent, children }: Props<T>) {
  const { t } = useTranslation("customer");
  const id = useId();
  const status = query.error instanceof Refused ? query.error.problem.status : null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {status === 403 ? (
        <p className="quiet">{t("forbidden")}</p>
      ) : status === 404 && absent ? (
        <p className="quiet">{absent}</p>
      ) : (
        <Loaded query={query} rows={2}>
          {children}
        </Loaded>
      )}
    </section>
  );
}
