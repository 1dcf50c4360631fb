import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Deadline } from "@/kit/Deadline";
import { Empty } from "@/kit/Empty";
import { useNow } from "@/kit/now";
import { FailedNote } from "@/kit/ProblemNote";
import { Rows } from "@/kit/Rows";
import { useSaid } from "@/kit/said";
import { Tabs } from "@/kit/Tabs";
import { type Box, listQuery } from "./queries";
import { StateTag } from "./StateTag";
import "@/kit/list.css";

const BOXES: readonly Box[] = ["waiting", "requested", "involved"];

/** p3: the boxes of forms. */
export function ApprovalsPage() {
  const { t } = useTranslation(["approvals", "kit"]);
  const { box = "waiting" } = useSearch({ from: "/approvals" });
  const query = useInfiniteQuery(listQuery(box));
  const said = useSaid();
  const now = useNow();
  const forms = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      <Tabs label={t("title")}>
        {BOXES.map((each) => (
          <Link
            key={each}
            to="/approvals"
            search={{ box: each }}
            aria-current={each === box ? "page" : undefined}
          >
            {t(`boxes.${each}`)}
          </Link>
        ))}
      </Tabs>
      {query.isPending && <Rows />}
      {query.error && !query.data && <FailedNote error={query.error} again={() => query.refetch()} />}
      {query.data && forms.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      <ul className="cards">
        {forms.map((form) => (
          <li key={form.approval_id}>
            <Link to="/approvals/$id" params={{ id: form.approval_id }} className="card">
              <strong>{said(form)}</strong>
              <span className="quiet">{form.requester_name}</span>
              <StateTag state={form.state} />
              {form.state === "open" && <Deadline due={form.due_at ?? form.decide_by} now={now} />}
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("kit:more")}
        </Button>
      )}
    </div>
  );
}
