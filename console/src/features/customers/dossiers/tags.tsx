import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { GRADES, isGrade, isStatus, STATUSES } from "./states";

export function StatusTag({ status }: { status: string }) {
  const { t } = useTranslation("customers");
  if (!isStatus(status)) return <MeaningTag meaning="ended">{status}</MeaningTag>;
  return <MeaningTag meaning={STATUSES[status]}>{t(`statuses.${status}`)}</MeaningTag>;
}

export function GradeTag({ grade }: { grade: string | null }) {
  const { t } = useTranslation("customers");
  if (grade === null) return <span className="quiet">{t("ungraded")}</span>;
  return (
    <MeaningTag meaning={isGrade(grade) ? GRADES[grade] : "ended"}>{t("gradeOf", { grade })}</MeaningTag>
  );
}
