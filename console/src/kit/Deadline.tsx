import { useTranslation } from "react-i18next";
import { left, momentText, urgency } from "./dates";
import { MeaningTag } from "./MeaningTag";
import type { Meaning } from "./meaning";

const MEANINGS: Record<ReturnType<typeof urgency>, Meaning> = {
  late: "stop",
  today: "attention",
  week: "running",
  later: "ended",
};

/** A deadline: the moment itself, and how long until then. */
export function Deadline({ due, now }: { due: string; now: Date }) {
  const { t } = useTranslation("kit");
  const { late, unit, count } = left(due, now);
  return (
    <span className="deadline">
      <MeaningTag meaning={MEANINGS[urgency(due, now)]}>
        {t(`${late ? "late" : "left"}.${unit}`, { count })}
      </MeaningTag>{" "}
      <time dateTime={due}>{momentText(due, now)}</time>
    </span>
  );
}
