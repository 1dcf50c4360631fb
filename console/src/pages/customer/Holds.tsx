import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Hold, openHoldsQuery } from "@/features/orders/accounts/public";
import { momentText } from "@/kit/dates";
import { MeaningTag } from "@/kit/MeaningTag";
import { isReason, REASONS } from "./holds";
import { Section } from "./Section";

/** What is stopped, and what would release it. */
export function Holds({ id, now }: { id: string; now: Date }) {
  const { t } = useTranslation("customer");
  return (
    <Section title={t("holds.title")} query={useQuery(openHoldsQuery(id))}>
      {(page) =>
        page.items.length === 0 ? (
          <p className="quiet">{t("holds.none")}</p>
        ) : (
          <ul className="lines">
            {page.items.map((hold) => (
              <HoldLine key={hold.hold_id} hold={hold} now={now} />
            ))}
            {page.next && <li className="quiet">{t("holds.more", { count: page.items.length })}</li>}
          </ul>
        )
      }
    </Section>
  );
}

function HoldLine({ hold, now }: { hold: Hold; now: Date }) {
  const { t, i18n } = useTranslation("customer");
  const known = isReason(hold.reason);
  return (
    <li>
      <MeaningTag meaning={known ? REASONS[hold.reason as keyof typeof REASONS] : "stop"}>
        {known ? t(`holds.reasons.${hold.reason as keyof typeof REASONS}`) : hold.reason}
      </MeaningTag>{" "}
      <span className="quiet">
        {t(hold.order_id ? "holds.order" : "holds.customer")} · {momentText(hold.placed_at, now)}
      </span>
      <p>{t("holds.cure", { cure: i18n.language === "en" ? hold.cure.text_en : hold.cure.text_zh })}</p>
    </li>
  );
}
