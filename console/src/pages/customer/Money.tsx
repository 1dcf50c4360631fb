import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CREDIT_STATUSES, creditQuery } from "@/features/customers/credit/public";
import { type Account, accountQuery } from "@/features/orders/accounts/public";
import { Deadline } from "@/kit/Deadline";
import { MeaningTag } from "@/kit/MeaningTag";
import { moneyText } from "@/kit/money";
import { ExposureBar } from "./ExposureBar";
import { Section } from "./Section";

/** Whether the customer pays, and what its credit carries. */
export function Standing({ id }: { id: string }) {
  const { t } = useTranslation("customer");
  return (
    <Section title={t("standing.title")} query={useQuery(accountQuery(id))} absent={t("standing.absent")}>
      {(account) => (
        <>
          <p>
            <StandingTag account={account} />{" "}
            <span className="quiet">
              {account.term_days > 0 ? t("standing.term", { count: account.term_days }) : t("standing.cash")}
            </span>
          </p>
          <ExposureBar exposure={account.exposure} />
        </>
      )}
    </Section>
  );
}

function StandingTag({ account }: { account: Account }) {
  const { t } = useTranslation("customer");
  if (account.standing === "good") return <MeaningTag meaning="good">{t("standing.good")}</MeaningTag>;
  if (account.standing !== "overdue") return <MeaningTag meaning="ended">{account.standing}</MeaningTag>;
  return (
    <MeaningTag meaning="stop">
      {t("standing.overdue", { amount: moneyText(account.overdue), since: account.overdue_since_on ?? "—" })}
    </MeaningTag>
  );
}

/** What was granted, until when, and whether the contract is back. */
export function CreditPart({ id, now }: { id: string; now: Date }) {
  const { t } = useTranslation("customer");
  return (
    <Section title={t("credit.title")} query={useQuery(creditQuery(id))} absent={t("credit.absent")}>
      {(credit) => (
        <>
          <p>
            <MeaningTag meaning={CREDIT_STATUSES[credit.status] ?? "ended"}>
              {t(`credit.statuses.${credit.status}`)}
            </MeaningTag>{" "}
            {credit.provisional && <MeaningTag meaning="attention">{t("credit.provisional")}</MeaningTag>}{" "}
            {credit.contract_due_at && (
              <>
                {t("credit.contractDue")} <Deadline due={credit.contract_due_at} now={now} />
              </>
            )}
            {credit.returned_on && (
              <span className="quiet">{t("credit.returned", { on: credit.returned_on })}</span>
            )}
          </p>
          <dl className="facts">
            <div>
              <dt>{t("credit.limit")}</dt>
              <dd>{moneyText(credit.limit)}</dd>
            </div>
            <div>
              <dt>{t("credit.term")}</dt>
              <dd>{t("credit.days", { count: credit.term_days })}</dd>
            </div>
            <div>
              <dt>{t("credit.until")}</dt>
              <dd>{credit.valid_until_on ?? t("credit.openEnded")}</dd>
            </div>
          </dl>
          {credit.ended_because && <p className="quiet">{credit.ended_because}</p>}
        </>
      )}
    </Section>
  );
}
