import { useTranslation } from "react-i18next";
import { moneyText } from "@/kit/money";
import type { OverdueSum } from "./queries";
import "../table.css";

const FIGURES = ["overdue", "promised_today", "broken", "disputed"] as const;

/** Four figures of all that the person sees, each in every currency there is. */
export function Strip({ sums }: { sums: OverdueSum[] }) {
  const { t } = useTranslation("receivables");
  return (
    <dl className="strip">
      {FIGURES.map((figure) => {
        const found = sums.filter(({ what, stage }) => what === figure && stage === null);
        return (
          <div key={figure}>
            <dt>{t(`strip.${figure}`)}</dt>
            {found.length === 0 && <dd>—</dd>}
            {found.map(({ amount, count }) => (
              <dd key={amount.currency}>
                {moneyText(amount)} <small className="quiet">{t("overdue.count", { count })}</small>
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}
