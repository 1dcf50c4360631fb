import { useTranslation } from "react-i18next";
import type { Exposure } from "@/features/orders/accounts/public";
import { moneyText } from "@/kit/money";
import { bar, room } from "./exposure";

const LENGTH = 1000;

/** S3, small: what the credit carries as one bar, and the same in words. */
export function ExposureBar({ exposure }: { exposure: Exposure }) {
  const { t } = useTranslation("customer");
  const { reserved, account, limit } = bar(exposure);
  const { kind, ...rest } = room(exposure);
  const text = t(`exposure.${kind}`, {
    used: moneyText(exposure.exposure),
    limit: moneyText(exposure.limit),
    amount: "amount" in rest ? moneyText({ amount: rest.amount, currency: exposure.currency }) : "",
  });
  return (
    <>
      <p className={kind === "over" ? "room over" : "room"}>{text}</p>
      <svg
        className="exposure"
        viewBox={`0 0 ${LENGTH} 20`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect className="ground" width={LENGTH} height="20" />
        <rect className="reserved" width={reserved * LENGTH} height="20" />
        <rect className="account" x={reserved * LENGTH} width={account * LENGTH} height="20" />
        {limit !== null && (
          <rect className="limit" x={Math.max(0, limit * LENGTH - 4)} width="4" height="20" />
        )}
      </svg>
      <dl className="facts">
        <div>
          <dt>
            <span className="key reserved" aria-hidden="true" /> {t("exposure.reserved")}
          </dt>
          <dd>{moneyText(exposure.reserved)}</dd>
        </div>
        <div>
          <dt>
            <span className="key account" aria-hidden="true" /> {t("exposure.account")}
          </dt>
          <dd>{moneyText(exposure.account_net)}</dd>
        </div>
        <div>
          <dt>{t("exposure.sum")}</dt>
          <dd>{moneyText(exposure.exposure)}</dd>
        </div>
        <div>
          <dt>{t("exposure.limit")}</dt>
          <dd>{moneyText(exposure.limit)}</dd>
        </div>
      </dl>
    </>
  );
}
