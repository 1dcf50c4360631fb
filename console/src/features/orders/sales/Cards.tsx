import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { momentText } from "@/kit/dates";
import { moneyText } from "@/kit/money";
import { ReasonTags } from "@/signature/hold-card/ReasonTag";
import type { OrderSummary, OrderTotal } from "./queries";
import { StageTag } from "./StageTag";

interface Props {
  rows: readonly OrderSummary[];
  totals: readonly OrderTotal[];
  now: Date;
  current: string | undefined;
}

/** The order list on a phone. */
export function OrderCards({ rows, totals, now, current }: Props) {
  const { t } = useTranslation("orders");
  return (
    <>
      {totals.map((total) => (
        <p key={total.value.currency} className="quiet">
          {t("count", { count: total.orders })} · <span className="figure">{moneyText(total.value)}</span>
        </p>
      ))}
      <ul className="cards">
        {rows.map((row) => (
          <li key={row.order_id}>
            <Link
              to="/orders/$id"
              params={{ id: row.order_id }}
              className={row.order_id === current ? "card current" : "card"}
            >
              <strong>{row.customer_name ?? row.customer_no}</strong>
              <StageTag stage={row.stage} />
              <span className="end figure">{moneyText(row.value)}</span>
              <span className="quiet">{row.order_no}</span>
              <time className="quiet" dateTime={row.placed_at}>
                {momentText(row.placed_at, now)}
              </time>
              <ReasonTags reasons={row.reasons} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
