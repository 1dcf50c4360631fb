import { useTranslation } from "react-i18next";
import { momentText } from "@/kit/dates";
import { moneyText } from "@/kit/money";
import type { Order } from "./queries";
import "@/kit/facts.css";

/** What was agreed: where to, on which terms, since when, and what of it is still to go. */
export function OrderFacts({ order, now }: { order: Order; now: Date }) {
  const { t } = useTranslation("orders");
  const facts = {
    unshipped: moneyText(order.unshipped),
    place: `${order.region} · ${order.place}`,
    terms:
      order.terms === "credit"
        ? t("credit", { count: order.term_days })
        : t(`terms.${order.terms as "cash"}`),
    placed: momentText(order.placed_at, now),
    confirmed: order.confirmed_at && momentText(order.confirmed_at, now),
    plate: order.plate,
    collector: order.collector,
    remarks: order.remarks,
  };
  return (
    <dl className="facts">
      {Object.entries(facts).map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{t(`facts.${name as keyof typeof facts}`)}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
