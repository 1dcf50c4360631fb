import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "@/api/command";
import { momentText } from "@/kit/dates";
import { useKeys } from "@/kit/keys";
import { ProblemNote } from "@/kit/ProblemNote";
import { urge, type Verdict, withdraw } from "./commands";
import { DecideSheet } from "./DecideSheet";
import type { Approval, ApprovalDetail } from "./queries";
import { isState } from "./states";

interface Props {
  form: ApprovalDetail;
  seen: string;
  what: string;
  now: Date;
  onDone: (form: Approval) => void;
}

/** What the person may do now; where that is nothing, why. */
export function Bar({ form, seen, what, now, onDone }: Props) {
  const { t } = useTranslation(["approvals", "kit"]);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const locked = form.content_hash !== seen;
  const mayDecide = form.allowed.includes("approve") && !locked;
  useKeys(mayDecide ? { a: () => setVerdict("approve"), r: () => setVerdict("refuse") } : {});
  if (form.state !== "open") {
    const state = isState(form.state) ? t(`states.${form.state}`) : form.state;
    return (
      <p className="bar">{t("over", { state, at: momentText(form.ended_at ?? form.opened_at, now) })}</p>
    );
  }
  if (form.allowed.includes("withdraw")) return <OwnBar form={form} onDone={onDone} />;
  if (!form.allowed.includes("approve")) return <p className="bar quiet">{t("notYours")}</p>;
  return (
    <div className="bar no-print">
      <Button disabled={locked} onClick={() => setVerdict("send_back")}>
        {t("act.send_back")}
      </Button>
      <Button danger disabled={locked} onClick={() => setVerdict("refuse")} aria-keyshortcuts="r">
        {t("act.refuse")}
      </Button>
      <Button type="primary" disabled={locked} onClick={() => setVerdict("approve")} aria-keyshortcuts="a">
        {t("act.approve")}
      </Button>
      {verdict && (
        <DecideSheet
          form={form}
          seen={seen}
          verdict={verdict}
          what={what}
          onClose={() => setVerdict(null)}
          onDone={(after) => {
            setVerdict(null);
            onDone(after);
          }}
        />
      )}
    </div>
  );
}

/** Whoever asked may take it back or ask for haste, and is told why not decide. */
function OwnBar({ form, onDone }: { form: ApprovalDetail; onDone: (form: Approval) => void }) {
  const { t } = useTranslation("approvals");
  const [urged, setUrged] = useState(false);
  const back = useCommand((_: null, key: string) => withdraw(form.approval_id, key), onDone);
  const haste = useCommand(
    (_: null, key: string) => urge(form.approval_id, key),
    () => setUrged(true),
  );
  const problem = back.problem ?? haste.problem;
  return (
    <div className="bar no-print">
      <span className="quiet">{urged ? t("act.urged") : t("own")}</span>
      {problem && <ProblemNote problem={problem} />}
      <Button loading={haste.state !== "idle"} disabled={urged} onClick={() => haste.run(null)}>
        {t("act.urge")}
      </Button>
      <Button
        danger
        loading={back.state !== "idle"}
        title={t("act.withdrawConfirm")}
        onClick={() => back.run(null)}
      >
        {t("act.withdraw")}
      </Button>
    </div>
  );
}
