import { useTranslation } from "react-i18next";
import type { components } from "@/api/generated/orders";
import { moneyText } from "@/kit/money";
import { HoldCard } from "./HoldCard";
import "./hold-card.css";

type Why = components["schemas"]["Why"];

/** S1: why it is held and what would release it; the most blocking hold first, as the service tells them. */
export function HoldCards({ why, now }: { why: Why; now: Date }) {
  const { t } = useTranslation("holds");
  if (why.holds.length === 0) return <p>{t("none")}</p>;
  return (
    <>
      <p>
        <strong>
          {t("headline", { count: why.holds.length })} ·{" "}
          {why.acts > 0 ? t("least", { count: why.acts }) : t("leastNone")}
        </strong>
        {why.waits > 0 && <span className="quiet"> {t("waits", { count: why.waits })}</span>}
      </p>
      {why.overdue_items.length > 0 && <OverdueItems why={why} />}
      {why.holds.map((hold) => (
        <HoldCard key={hold.hold_id} hold={hold} now={now} />
      ))}
    </>
  );
}

function OverdueItems({ why }: { why: Why }) {
  const { t } = useTranslation("holds");
  return (
    <div>
      <table className="plain-table">
        <caption>{t("invoices")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("invoice")}</th>
            <th scope="col">{t("due")}</th>
            <th scope="col" className="figure">
              {t("open")}
            </th>
          </tr>
        </thead>
        <tbody>
          {why.overdue_items.map((item) => (
            <tr key={item.invoice_id}>
              <th scope="row">{item.invoice_no}</th>
              <td>{item.due_on}</td>
              <td className="figure">{moneyText(item.open)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {why.overdue_more > 0 && <p className="quiet">{t("more", { count: why.overdue_more })}</p>}
    </div>
  );
}
