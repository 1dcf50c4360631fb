import { useTranslation } from "react-i18next";
import { momentText } from "@/kit/dates";
import { hasChanged, paired, readable, type ShownFact } from "./facts";
import { ReasonTag } from "./ReasonTag";
import { type Held, isReason, REASONS } from "./reasons";
import { WayItem } from "./WayItem";

/** One hold: what stops, since when, on which facts, and each way out. */
export function HoldCard({ hold, now }: { hold: Held; now: Date }) {
  const { t, i18n } = useTranslation("holds");
  const meaning = isReason(hold.reason) ? REASONS[hold.reason] : "ended";
  return (
    <article className={`hold ${hold.passed ? "ended" : meaning}`}>
      <h3>
        <ReasonTag reason={hold.reason} />{" "}
        <span className="quiet">
          {t(`blocks.${hold.blocks}`)} · {t(`scopes.${hold.scope}`)} ·{" "}
          {t("since", { at: momentText(hold.placed_at, now) })}
        </span>
      </h3>
      <dl className="because">
        {paired(hold.facts, hold.facts_before).map((fact) => (
          <FactLine key={fact.name} fact={fact} />
        ))}
      </dl>
      {hold.note && <blockquote>{hold.note}</blockquote>}
      {hold.passed && <p>{t("passed")}</p>}
      {!hold.passed && hold.ways.length === 0 && (
        <p>{readable(i18n.language === "en" ? hold.cure.text_en : hold.cure.text_zh)}</p>
      )}
      {hold.ways.length > 0 && (
        <>
          <h4>{t(hold.ways.length > 1 ? "oneOf" : "cure")}</h4>
          <ol className="ways">
            {hold.ways.map((way) => (
              <WayItem key={way.act} way={way} now={now} />
            ))}
          </ol>
        </>
      )}
    </article>
  );
}

const LINE = /^line (\d+)$/;

function FactLine({ fact }: { fact: ShownFact }) {
  const { t, i18n } = useTranslation("holds");
  const line = LINE.exec(fact.name)?.[1];
  const known = i18n.exists(`holds:facts.${fact.name}`);
  const name = line ? t("line", { line }) : known ? t(`facts.${fact.name as "overdue"}`) : fact.name;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {hasChanged(fact) ? (
          t("changed", { before: said(fact.before), now: said(fact.now) })
        ) : (
          <span>{said(fact.now)}</span>
        )}
      </dd>
    </div>
  );
}

function said(value: string | null): string {
  return value ? readable(value) : "—";
}
