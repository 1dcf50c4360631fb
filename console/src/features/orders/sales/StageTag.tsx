import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { isStage, STAGES } from "./states";

export function StageTag({ stage }: { stage: string }) {
  const { t } = useTranslation("orders");
  if (!isStage(stage)) return <MeaningTag meaning="ended">{stage}</MeaningTag>;
  return <MeaningTag meaning={STAGES[stage]}>{t(`stages.${stage}`)}</MeaningTag>;
}
