import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "@/api/command";
import { ProblemNote } from "@/kit/ProblemNote";
import { Sheet } from "@/kit/Sheet";
import { decide, type Verdict } from "./commands";
import type { Approval, ApprovalDetail } from "./queries";

interface Props {
  form: ApprovalDetail;
  /** The content that the person has read. */
  seen: string;
  verdict: Verdict;
  what: string;
  onClose: () => void;
  onDone: (form: Approval) => void;
}

/** The last word before a decision: what it does, with which amount, and a comment. */
export function DecideSheet({ form, seen, verdict, what, onClose, onDone }: Props) {
  const { t } = useTranslation(["approvals", "kit"]);
  const [comment, setComment] = useState("");
  const command = useCommand(
    (text: string, key: string) =>
      decide(form.approval_id, { verdict, content_hash: seen, comment: text.trim() || null }, key),
    onDone,
  );
  const missing = verdict !== "approve" && !comment.trim();
  const send = () => {
    if (!missing) command.run(comment);
  };
  return (
    <Sheet title={t(`act.confirm.${verdict}`, { what })} onClose={onClose}>
      <label>
        {t("act.comment")} <span className="quiet">{t(`act.commentFor.${verdict}`)}</span>
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the sheet was opened to write here
          autoFocus
          rows={3}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
          }}
        />
      </label>
      {command.problem && <ProblemNote problem={command.problem} />}
      {command.state === "checking" && <p role="status">{t("kit:checking")}</p>}
      {command.state === "unknown" && <p role="alert">{t("kit:unknown")}</p>}
      <div className="acts">
        <Button onClick={onClose}>{t("kit:cancel")}</Button>
        <Button
          type="primary"
          danger={verdict === "refuse"}
          disabled={missing}
          loading={command.state === "busy" || command.state === "checking"}
          onClick={send}
        >
          {t(`act.${verdict}`)}
        </Button>
      </div>
    </Sheet>
  );
}
