import { useTranslation } from "react-i18next";
import type { Complaint } from "./queries";
import { stages } from "./stages";

const SIGNS = { passed: "✓", here: "●", coming: "○", skipped: "–" } as const;

/** How far the complaint came. */
export function Stages({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("complaints");
  return (
    <ol className="stages">
      {stages(complaint).map(({ stage, place }) => (
        <li key={stage} className={place} aria-current={place === "here" ? "step" : undefined}>
          <span aria-hidden="true">{SIGNS[place]}</span> {t(`stages.${stage}`)}
          <span className="sr-only"> {t(`places.${place}`)}</span>
        </li>
      ))}
    </ol>
  );
}
