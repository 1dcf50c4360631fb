import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Deadline } from "@/kit/Deadline";
import { FactList } from "@/kit/FactList";
import { useKeys } from "@/kit/keys";
import { Loaded } from "@/kit/Loaded";
import { moneyText } from "@/kit/money";
import { useNow } from "@/kit/now";
import { useSaid } from "@/kit/said";
import { Bar } from "./Bar";
import { Chain } from "./Chain";
import { History } from "./History";
import { APPROVALS, type ApprovalDetail, approvalQuery } from "./queries";
import { StateTag } from "./StateTag";
import "./approval.css";

/** p2: decide with the facts in sight. */
export function ApprovalPage() {
  const { id } = useParams({ from: "/approvals/$id" });
  const query = useQuery(approvalQuery(id));
  const navigate = useNavigate();
  useKeys({ Escape: () => navigate({ to: "/todo" }) });
  return <Loaded query={query}>{(form) => <Form key={id} form={form} />}</Loaded>;
}

function Form({ form }: { form: ApprovalDetail }) {
  const { t } = useTranslation("approvals");
  const said = useSaid();
  const now = useNow();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [seen, setSeen] = useState(form.content_hash);
  const title = said(form);
  const { amount } = asked(form);
  const what = amount ? `${title} ${moneyText(amount)}` : title;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const done = async () => {
    await queries.invalidateQueries({ queryKey: APPROVALS });
    await queries.invalidateQueries({ queryKey: ["notifications", "todo"] });
    if (form.allowed.includes("approve")) navigate({ to: "/todo" });
  };
  return (
    <article className="approval">
      <header>
        <h1>{t("asks", { name: form.requester_name ?? "—", title })}</h1>
        {amount && <p className="amount">{moneyText(amount)}</p>}
        <p>
          <StateTag state={form.state} />{" "}
          {form.revision > 1 && <span className="quiet">{t("revision", { count: form.revision })}</span>}{" "}
          {form.state === "open" && <Deadline due={form.due_at ?? form.decide_by} now={now} />}
        </p>
        {form.reason && <p>{`${t("reason")}: ${form.reason}`}</p>}
        {form.conditions && <p>{`${t("conditions")}: ${form.conditions}`}</p>}
      </header>
      {form.content_hash !== seen && (
        <div className="problem" role="alert">
          <strong>{t("changed.title")}</strong>
          <p>{t("changed.text")}</p>
          <Button size="small" onClick={() => setSeen(form.content_hash)}>
            {t("changed.again")}
          </Button>
        </div>
      )}
      <section aria-label={t("facts")}>
        <h2>{t("facts")}</h2>
        <FactList facts={form.facts} />
      </section>
      <section aria-label={t("chain")} className="aside">
        <h2>{t("chain")}</h2>
        <Chain form={form} now={now} />
        <h2>{t("history")}</h2>
        <History form={form} now={now} />
      </section>
      <Bar form={form} seen={seen} what={what} now={now} onDone={done} />
    </article>
  );
}

interface Asked {
  amount?: { amount: string; currency: string } | null;
}

function asked(form: ApprovalDetail): Asked {
  return form.asked as Asked;
}
