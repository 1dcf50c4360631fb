import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Delivered, deliveriesQuery, keyOf } from "@/features/customers/complaints/public";
import { momentText } from "@/kit/dates";
import { grouped, isZero, moneyText } from "@/kit/money";
import { Section } from "./Section";

const SHOWN = 20;

/** What was delivered, the latest first. */
export function Deliveries({ id, now }: { id: string; now: Date }) {
  const { t } = useTranslation(["customer", "kit"]);
  const [shown, setShown] = useState(SHOWN);
  return (
    <Section title={t("deliveries.title")} query={useQuery(deliveriesQuery(id))}>
      {(lines) =>
        lines.length === 0 ? (
          <p className="quiet">{t("deliveries.none")}</p>
        ) : (
          <>
            <ul className="lines">
              {lines.slice(0, shown).map((line) => (
                <DeliveredLine key={keyOf(line)} line={line} now={now} />
              ))}
            </ul>
            {lines.length > shown && <Button onClick={() => setShown(shown + SHOWN)}>{t("kit:more")}</Button>}
          </>
        )
      }
    </Section>
  );
}

function DeliveredLine({ line, now }: { line: Delivered; now: Date }) {
  const { t } = useTranslation("customer");
  const returned = isZero(line.returned_qty.value)
    ? ""
    : t("deliveries.returned", { qty: grouped(line.returned_qty.value, 0), unit: line.returned_qty.unit });
  return (
    <li className="between">
      <span>
        {line.product_name}{" "}
        <span className="quiet">
          {line.order_no} · {momentText(line.delivered_at, now)}
        </span>
      </span>
      <span className="figure">
        {grouped(line.qty.value, 0)} {line.qty.unit} · {moneyText(line.amount)} {returned}
      </span>
    </li>
  );
}
