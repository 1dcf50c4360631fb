import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Kind, type Todo, todoQuery } from "@/features/notifications/todo/public";
import { type Urgency, urgency } from "@/kit/dates";
import { Empty } from "@/kit/Empty";
import { useKeys } from "@/kit/keys";
import { useNow } from "@/kit/now";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import { Tabs } from "@/kit/Tabs";
import { TodoCard } from "./Card";
import "@/kit/list.css";

const GROUPS: readonly Urgency[] = ["late", "today", "week", "later"];
const KINDS: readonly (Kind | undefined)[] = [undefined, "approval", "message"];

/** p1: all that waits for me, the nearest deadline first. */
export function TodoPage() {
  const { t } = useTranslation(["todo", "kit"]);
  const { kind } = useSearch({ from: "/todo" });
  const query = useInfiniteQuery(todoQuery(kind));
  const now = useNow();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const current = useRow(items);
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      <Tabs label={t("title")}>
        {KINDS.map((each) => (
          <Link
            key={each ?? "all"}
            to="/todo"
            search={each ? { kind: each } : {}}
            aria-current={each === kind ? "page" : undefined}
          >
            {t(`tabs.${each ?? "all"}`)}
          </Link>
        ))}
      </Tabs>
      {query.isPending && <Rows />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {query.data && items.length === 0 && (
        <Empty
          title={t(kind ? "emptyTab.title" : "empty.title")}
          text={t(kind ? "emptyTab.text" : "empty.text")}
        />
      )}
      {GROUPS.map((group) => (
        <Group
          key={group}
          title={t(`groups.${group}`)}
          items={items.filter((item) => urgency(item.due_at, now) === group)}
          current={current}
          now={now}
        />
      ))}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
    </div>
  );
}

interface GroupProps {
  title: string;
  items: Todo[];
  current: string | undefined;
  now: Date;
}

function Group({ title, items, current, now }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="group">
        {title} {items.length}
      </h2>
      <ul className="cards">
        {items.map((item) => (
          <TodoCard key={item.todo_id} item={item} now={now} current={item.todo_id === current} />
        ))}
      </ul>
    </section>
  );
}

/** j and k go through the rows, Enter opens; returns the row where one is. */
function useRow(items: Todo[]): string | undefined {
  const navigate = useNavigate();
  const [at, setAt] = useState(-1);
  const go = (to: number) => setAt(Math.max(0, Math.min(items.length - 1, to)));
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    Enter: () => {
      const item = items[Math.max(0, at)];
      if (item?.kind === "approval") navigate({ to: "/approvals/$id", params: { id: item.todo_id } });
    },
  });
  return items[at]?.todo_id;
}
