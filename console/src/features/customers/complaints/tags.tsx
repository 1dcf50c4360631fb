import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { isSeverity, isStatus, SEVERITIES, STATUSES } from "./states";

export function StatusTag({ status }: { status: string }) {
  const { t } = useTranslation("complaints");
  if (!isStatus(status)) return <MeaningTag meaning="ended">{status}</MeaningTag>;
  return <MeaningTag meaning={STATUSES[status]}>{t(`statuses.${status}`)}</MeaningTag>;
}

export function SeverityTag({ severity }: { severity: string }) {
  const { t } = useTranslation("complaints");
  if (!isSeverity(severity)) return <MeaningTag meaning="ended">{severity}</MeaningTag>;
  return <MeaningTag meaning={SEVERITIES[severity]}>{t(`severities.${severity}`)}</MeaningTag>;
}
