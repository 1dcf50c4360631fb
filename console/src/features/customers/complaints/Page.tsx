import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Deadline } from "@/kit/Deadline";
import { momentText } from "@/kit/dates";
import { Loaded } from "@/kit/Loaded";
import { MeaningTag } from "@/kit/MeaningTag";
import { moneyText } from "@/kit/money";
import { useNow } from "@/kit/now";
import { Lines } from "./Lines";
import { type Complaint, complaintQuery } from "./queries";
import { Stages } from "./Stages";
import { OUTCOMES } from "./states";
import { SeverityTag, StatusTag } from "./tags";
import "@/kit/list.css";
import "@/kit/facts.css";
import "../rows.css";
import "./complaint.css";

/** p21: a complaint with its clock. */
export function ComplaintPage() {
  const { id } = useParams({ from: "/complaints/$id" });
  const query = useQuery(complaintQuery(id));
  return <Loaded query={query}>{(complaint) => <Sheet key={id} complaint={complaint} />}</Loaded>;
}

function Sheet({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("complaints");
  const now = useNow();
  const title = t("named", { number: complaint.complaint_no });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <article className="complaint">
      <header>
        <h1>{title}</h1>
        <p>
          <StatusTag status={complaint.status} /> <SeverityTag severity={complaint.severity} />{" "}
          {t(`kinds.${complaint.kind}`)}{" "}
          <Link to="/customers/$id" params={{ id: complaint.customer_id }} className="customer-link">
            {complaint.customer_name ?? t("columns.customer")}
          </Link>
        </p>
        <p className="amount">{t("disputed", { amount: moneyText(complaint.disputed) })}</p>
        <Clock complaint={complaint} now={now} />
      </header>
      <section aria-label={t("stagesTitle")}>
        <h2>{t("stagesTitle")}</h2>
        <Stages complaint={complaint} />
      </section>
      <Lines lines={complaint.lines} confirmed={complaint.findings !== null} />
      <section aria-label={t("told")}>
        <h2>{t("told")}</h2>
        <Told complaint={complaint} now={now} />
      </section>
    </article>
  );
}

/** Which step is owed until when, by whom; and whether it was reported late. */
function Clock({ complaint, now }: { complaint: Complaint; now: Date }) {
  const { t } = useTranslation("complaints");
  if (complaint.status === "closed")
    return (
      <p>
        {complaint.outcome && (
          <MeaningTag meaning={OUTCOMES[complaint.outcome] ?? "ended"}>
            {t(`outcomes.${complaint.outcome}`)}
          </MeaningTag>
        )}{" "}
        {complaint.closed_because}
      </p>
    );
  return (
    <>
      <p>
        <strong>{t(`next.${complaint.status}`)}</strong>{" "}
        {complaint.due_at && <Deadline due={complaint.due_at} now={now} />}{" "}
        <span className="quiet">
          {complaint.specialist_name && t("holder", { name: complaint.specialist_name })}
        </span>
      </p>
      {complaint.overdue_at && (
        <p>
          <MeaningTag meaning="stop">
            {t("overdue", { at: momentText(complaint.overdue_at, now) })}
          </MeaningTag>
        </p>
      )}
    </>
  );
}

/** What was said and found, in the order in which it happened. */
function Told({ complaint, now }: { complaint: Complaint; now: Date }) {
  const { t } = useTranslation("complaints");
  const facts: [string, string | null][] = [
    [t("facts.filed"), `${momentText(complaint.filed_at, now)} ${complaint.description}`],
    [t("facts.photographs"), complaint.photographs.length ? String(complaint.photographs.length) : null],
    [t("facts.answer"), complaint.answer],
    [t(complaint.settled_on_spot ? "facts.settlement" : "facts.findings"), complaint.findings],
    [t("facts.remedy"), complaint.remedy && t(`remedies.${complaint.remedy}`)],
    [t("facts.round"), complaint.round > 0 ? String(complaint.round + 1) : null],
  ];
  return (
    <dl className="told">
      {facts.map(
        ([name, text]) =>
          text && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
