import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { isReason, REASONS } from "./reasons";

/** S1 in its smallest form: a hold as a tag. */
export function ReasonTag({ reason }: { reason: string }) {
  const { t } = useTranslation("holds");
  if (!isReason(reason)) return <MeaningTag meaning="ended">{reason}</MeaningTag>;
  return <MeaningTag meaning={REASONS[reason]}>{t(`reasons.${reason}`)}</MeaningTag>;
}

export function ReasonTags({ reasons }: { reasons: readonly string[] }) {
  return (
    <>
      {[...new Set(reasons)].map((reason) => (
        <span key={reason}>
          <ReasonTag reason={reason} />{" "}
        </span>
      ))}
    </>
  );
}
