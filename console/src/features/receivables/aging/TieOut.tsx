import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Loaded } from "@/kit/Loaded";
import { MeaningTag } from "@/kit/MeaningTag";
import { isZero, moneyText } from "@/kit/money";
import { tieOutQuery } from "./queries";

/** The proof under the aged balance: it is what the ledger says, or by how much it is not. */
export function TieOut() {
  const { t } = useTranslation("receivables");
  const query = useQuery(tieOutQuery);
  return (
    <section aria-label={t("tieOut.title")} className="tie-out">
      <Loaded query={query} rows={1}>
        {({ is_whole, items }) =>
          is_whole ? (
            items.map(({ aged, ledger, difference }) => (
              <p key={aged.currency}>
                <MeaningTag meaning={isZero(difference.amount) ? "good" : "stop"}>
                  {t(isZero(difference.amount) ? "tieOut.equal" : "tieOut.differs")}
                </MeaningTag>{" "}
                {t("tieOut.line", {
                  aged: moneyText(aged),
                  ledger: moneyText(ledger),
                  difference: moneyText(difference),
                })}
              </p>
            ))
          ) : (
            <p className="quiet">{t("tieOut.part")}</p>
          )
        }
      </Loaded>
    </section>
  );
}
