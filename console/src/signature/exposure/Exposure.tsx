import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "@/api/generated/orders";
import { compare, minus, moneyText, sum } from "@/kit/money";
import { type Bar, type Step, waterfall } from "./layout";
import "./exposure.css";

type Answer = components["schemas"]["Exposure"];

interface Props {
  exposure: Answer;
  /** An order that does not count yet: what it would add. */
  asked?: string | undefined;
}

const WIDTH = 1000;

/** S3: what the customer's credit carries, as bars and as the figures that they are drawn from. */
export function Exposure({ exposure, asked }: Props) {
  const { t } = useTranslation("exposure");
  const { bars, limitAt } = waterfall(steps(exposure, asked), exposure.limit.amount);
  const after = asked ? sum(exposure.exposure.amount, asked) : exposure.exposure.amount;
  const left = minus(exposure.limit.amount, after);
  const money = (amount: string) => moneyText({ amount, currency: exposure.currency });
  const isOver = compare(left, "0") < 0;
  return (
    <table className="exposure">
      <caption>
        {isOver
          ? t("over", { limit: money(exposure.limit.amount), excess: money(minus("0", left)) })
          : t("left", { limit: money(exposure.limit.amount), left: money(left) })}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t("step")}</span>
          </th>
          <th scope="col">
            <span className="sr-only">{t("amount")}</span>
          </th>
          <th scope="col">
            <span className="sr-only">{t("bar")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key} className={bar.kind}>
            <th scope="row">{t(`steps.${bar.key as StepKey}`)}</th>
            <td className="figure">
              {money(bar.amount)}
              {bar.isOff && <span> {t("off")}</span>}
            </td>
            <td className="drawn">
              <BarLine bar={bar} limitAt={limitAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type StepKey = "reserved" | "account" | "exposure" | "order" | "after";

/** Fixed order and formula; the totals are the service's, the last one is what the order would make of it. */
function steps(exposure: Answer, asked: string | undefined): (Step & { key: StepKey })[] {
  const known: (Step & { key: StepKey })[] = [
    { key: "reserved", amount: exposure.reserved.amount, kind: "change" },
    { key: "account", amount: exposure.account_net.amount, kind: "change" },
    { key: "exposure", amount: exposure.exposure.amount, kind: "total" },
  ];
  if (!asked) return known;
  return [
    ...known,
    { key: "order", amount: asked, kind: "asked" },
    { key: "after", amount: sum(exposure.exposure.amount, asked), kind: "total" },
  ];
}

function BarLine({ bar, limitAt }: { bar: Bar; limitAt: number }) {
  const hatch = useId();
  const within = (bar.over ?? bar.end) - bar.start;
  return (
    <svg viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" aria-hidden="true">
      <pattern id={hatch} width="12" height="16" patternUnits="userSpaceOnUse">
        <rect className="ink" width="6" height="16" />
      </pattern>
      <rect
        className={bar.kind === "asked" ? "asked" : "known"}
        fill={bar.kind === "asked" ? `url(#${hatch})` : undefined}
        x={bar.start * WIDTH}
        width={Math.max(0, within) * WIDTH}
        height="16"
      />
      {bar.over !== null && (
        <rect className="beyond" x={bar.over * WIDTH} width={(bar.end - bar.over) * WIDTH} height="16" />
      )}
      <line className="limit" x1={limitAt * WIDTH} x2={limitAt * WIDTH} y1="0" y2="16" />
    </svg>
  );
}
