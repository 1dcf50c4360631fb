import { useTranslation } from "react-i18next";
import { momentText } from "@/kit/dates";
import type { ApprovalDetail } from "./queries";

/** What happened, by whom, with what words; the newest first. */
export function History({ form, now }: { form: ApprovalDetail; now: Date }) {
  const { t, i18n } = useTranslation("approvals");
  return (
    <ol className="history">
      {[...form.history].reverse().map((act) => (
        <li key={`${act.at} ${act.actor} ${act.action}`}>
          <time className="quiet">{momentText(act.at, now)}</time> {act.actor_name}{" "}
          {i18n.exists(`approvals:acts.${act.action}`) ? t(`acts.${act.action as "opened"}`) : act.action}
          {act.for_name && <span className="quiet"> {t("for", { name: act.for_name })}</span>}
          {act.comment && <blockquote>{act.comment}</blockquote>}
        </li>
      ))}
    </ol>
  );
}
