import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "@/api/command";
import {
  COMPLAINTS,
  type Delivered,
  type Draft,
  type Filing,
  fileComplaint,
  filedLines,
  SEVERITIES,
  type Severity,
} from "@/features/customers/complaints/public";
import { ProblemNote } from "@/kit/ProblemNote";
import { Goods } from "./Goods";

interface Props {
  customer: string;
  delivered: Delivered[];
}

/** Which goods, how bad, what happened; and where it was settled on the spot, how. */
export function FileForm({ customer, delivered }: Props) {
  const { t } = useTranslation(["complaints", "kit"]);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [severity, setSeverity] = useState<Severity>("minor");
  const [description, setDescription] = useState("");
  const [settlement, setSettlement] = useState("");
  const command = useCommand(fileComplaint, async (filed) => {
    await queries.invalidateQueries({ queryKey: COMPLAINTS });
    navigate({ to: "/complaints/$id", params: { id: filed.complaint_id } });
  });
  const lines = filedLines(delivered, draft);
  const ready = lines !== null && lines.length > 0 && description.trim() !== "";
  const send = () => {
    if (!ready) return;
    const filing: Filing = {
      customer_id: customer,
      kind: "complaint",
      severity,
      description: description.trim(),
      lines,
      photographs: [],
      settlement: settlement.trim() || null,
    };
    command.run(filing);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Goods delivered={delivered} draft={draft} onChange={setDraft} />
      <label>
        {t("columns.severity")}
        <select value={severity} onChange={(event) => setSeverity(event.target.value as Severity)}>
          {(Object.keys(SEVERITIES) as Severity[]).map((each) => (
            <option key={each} value={each}>
              {t(`severities.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <Text label={t("filing.description")} value={description} onChange={setDescription} required />
      <Text label={t("filing.settlement")} value={settlement} onChange={setSettlement} />
      <p className="quiet" role="status">
        {lines === null ? t("filing.notAFigure") : t("filing.chosen", { count: lines.length })}
      </p>
      {command.problem && <ProblemNote problem={command.problem} />}
      {command.state === "checking" && <p role="status">{t("kit:checking")}</p>}
      {command.state === "unknown" && <p role="alert">{t("kit:unknown")}</p>}
      <Button
        type="primary"
        htmlType="submit"
        disabled={!ready}
        loading={command.state === "busy" || command.state === "checking"}
      >
        {t(settlement.trim() ? "filing.settle" : "filing.file")}
      </Button>
    </form>
  );
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}

function Text({ label, value, onChange, required = false }: TextProps) {
  return (
    <label>
      {label}
      <textarea
        rows={3}
        maxLength={4000}
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
