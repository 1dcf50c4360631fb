import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, Refused, requestNumber } from "@/api/problem";
import "./notice.css";

/** What a service refused, why, what to do, and the number to quote. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const { t } = useTranslation("kit");
  const [copied, setCopied] = useState(false);
  const number = `${problem.code} · ${requestNumber(problem)}`;
  const copy = async () => {
    await navigator.clipboard?.writeText(number);
    setCopied(true);
  };
  return (
    <div className="problem" role="alert">
      <p>{problem.detail}</p>
      {problem.advice && <p className="quiet">{problem.advice}</p>}
      <button type="button" className="number" onClick={copy}>
        {t("requestNumber")} {number}
        {copied && ` · ${t("copied")}`}
      </button>
    </div>
  );
}

/** A section that could not be loaded: it fails alone, and can be asked for again. */
export function FailedNote({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation("kit");
  if (error instanceof Refused) return <ProblemNote problem={error.problem} />;
  return (
    <div className="problem" role="alert">
      <p>{t("unreachable")}</p>
      <Button size="small" onClick={again}>
        {t("retry")}
      </Button>
    </div>
  );
}
