import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { meaningOf, type Subject } from "./states";

export function StateTag({ of: subject, state }: { of: Subject; state: string }) {
  const { t } = useTranslation("receivables");
  const meaning = meaningOf(subject, state);
  if (!meaning) return <MeaningTag meaning="ended">{state}</MeaningTag>;
  return (
    <MeaningTag meaning={meaning}>{t(`states.${subject}.${state}` as "states.account.good")}</MeaningTag>
  );
}
