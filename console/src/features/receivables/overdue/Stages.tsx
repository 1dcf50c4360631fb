import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { moneyText } from "@/kit/money";
import { Tabs } from "@/kit/Tabs";
import type { Board } from "./queries";

/** The stages as addresses, each with its number of customers and its sum; a stage is computed, not dragged. */
export function Stages({ board, stage }: { board: Board; stage: number | undefined }) {
  const { t } = useTranslation("receivables");
  const told = board.sums.filter(({ what }) => what === "overdue");
  return (
    <Tabs label={t("overdue.stages")}>
      <Link to="/overdue" aria-current={stage === undefined ? "page" : undefined}>
        {t("overdue.all")}
      </Link>
      {board.stages.map((each) => {
        const sums = told.filter((sum) => sum.stage === each);
        if (sums.length === 0 && each !== stage) return null;
        return (
          <Link
            key={each}
            to="/overdue"
            search={{ stage: each }}
            aria-current={each === stage ? "page" : undefined}
          >
            {t("overdue.from", { count: Math.max(1, each) })}
            {sums.map(({ amount, count }) => (
              <small key={amount.currency} className="quiet">
                {" "}
                {moneyText(amount)} {t("overdue.count", { count })}
              </small>
            ))}
          </Link>
        );
      })}
    </Tabs>
  );
}
