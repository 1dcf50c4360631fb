import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useCommand } from "@/api/command";
import { complete } from "@/features/notifications/inbox/public";
import { type Todo, WAITING } from "@/features/notifications/todo/public";
import { Deadline } from "@/kit/Deadline";
import { MeaningTag } from "@/kit/MeaningTag";
import { moneyText } from "@/kit/money";
import { ProblemNote } from "@/kit/ProblemNote";
import { useSaid } from "@/kit/said";

interface Props {
  item: Todo;
  now: Date;
  current: boolean;
}

/** One thing that waits: what, from whom, how much, until when, and why for me. */
export function TodoCard({ item, now, current }: Props) {
  const className = current ? "card current" : "card";
  if (item.kind === "message") return <MessageCard item={item} className={className} />;
  return (
    <li>
      <Link to="/approvals/$id" params={{ id: item.todo_id }} className={className}>
        <Facts item={item} />
        <span className="end">
          {item.amount && <strong className="figure">{moneyText(item.amount)}</strong>}{" "}
          {item.due_at && <Deadline due={item.due_at} now={now} />}
        </span>
      </Link>
    </li>
  );
}

function Facts({ item }: { item: Todo }) {
  const { t } = useTranslation("todo");
  const said = useSaid();
  return (
    <>
      <MeaningTag meaning={item.kind === "approval" ? "decision" : "running"}>
        {t(`kinds.${item.kind}`)}
      </MeaningTag>
      <strong>{said(item)}</strong>
      {item.urgent && <MeaningTag meaning="attention">{t("urgent")}</MeaningTag>}
      {item.requester_name && <span className="quiet">{t("from", { name: item.requester_name })}</span>}
      {item.deputy_for_name && <span className="quiet">{t("deputy", { name: item.deputy_for_name })}</span>}
    </>
  );
}

function MessageCard({ item, className }: { item: Todo; className: string }) {
  const { t } = useTranslation("todo");
  const queries = useQueryClient();
  const done = useCommand(
    (id: string, key: string) => complete(id, key),
    () => queries.invalidateQueries({ queryKey: WAITING }),
  );
  return (
    <li>
      <div className={className}>
        <Facts item={item} />
        <span className="end">
          <Button size="small" loading={done.state !== "idle"} onClick={() => done.run(item.todo_id)}>
            {t("done")}
          </Button>
        </span>
        {done.problem && <ProblemNote problem={done.problem} />}
      </div>
    </li>
  );
}
