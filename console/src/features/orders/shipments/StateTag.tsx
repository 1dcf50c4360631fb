import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { isState, STATES } from "./states";

export function StateTag({ state }: { state: string }) {
  const { t } = useTranslation("shipments");
  if (!isState(state)) return <MeaningTag meaning="ended">{state}</MeaningTag>;
  return <MeaningTag meaning={STATES[state]}>{t(`states.${state}`)}</MeaningTag>;
}
