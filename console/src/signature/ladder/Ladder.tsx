import { useTranslation } from "react-i18next";
import { dayOf } from "@/kit/dates";
import { MeaningTag } from "@/kit/MeaningTag";
import type { Meaning } from "@/kit/meaning";
import { isRungState, place, RUNGS, type Rung, rungAt } from "./layout";
import "./ladder.css";

export interface Flag {
  key: string;
  on: string;
  meaning: Meaning;
}

interface Props {
  label: string;
  today: string;
  rungs: Rung[];
  /** Days that something was promised for. */
  flags: Flag[];
}

function useDayName(): (day: number) => string {
  const { t } = useTranslation("receivables");
  return (day) => {
    if (day === 0) return t("ladder.due");
    return day < 0 ? t("ladder.before", { count: -day }) : t("ladder.after", { count: day });
  };
}

/** S4: one rung a stage of dunning; the line above is the picture, the list below tells the same in words. */
export function Ladder({ label, today, rungs, flags }: Props) {
  const { t } = useTranslation("receivables");
  const name = useDayName();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
    <section className="ladder" tabIndex={0} aria-label={label}>
      <div className="inner">
        <Line today={today} rungs={rungs} flags={flags} />
        <ol>
          {rungs.map(({ day, on, state, raised_at }) => (
            <li key={day} className={state} aria-current={state === "next" ? "step" : undefined}>
              <strong>{name(day)}</strong>
              <time dateTime={on} className="quiet">
                {on}
              </time>
              <span>
                <MeaningTag meaning={isRungState(state) ? RUNGS[state] : "ended"}>
                  {isRungState(state) ? t(`rungs.${state}`) : state}
                </MeaningTag>
              </span>
              {raised_at && dayOf(raised_at) !== on && (
                <span className="quiet">{t("ladder.raised", { day: dayOf(raised_at) })}</span>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Line({ today, rungs, flags }: Omit<Props, "label">) {
  const here = place(today, rungs);
  return (
    <svg className="line" aria-hidden="true" focusable="false">
      <line x1="0" x2="100%" y1="20" y2="20" className="track" />
      <line x1="0" x2={`${here}%`} y1="20" y2="20" className="gone" />
      {rungs.map(({ day, state }, at) => (
        <circle key={day} cx={`${rungAt(at, rungs.length)}%`} cy="20" r="6" className={state} />
      ))}
      <circle cx={`${here}%`} cy="20" r="9" className="today" />
      {flags.map(({ key, on, meaning }) => (
        <text key={key} x={`${place(on, rungs)}%`} y="10" textAnchor="middle" className={meaning}>
          ⚑
        </text>
      ))}
    </svg>
  );
}

/** The small form: how many stages of how many are behind. */
export function LadderMini({ stages, stage }: { stages: number[]; stage: number }) {
  const { t } = useTranslation("receivables");
  const reached = stages.filter((each) => each <= stage).length;
  return (
    <span className="ladder-mini">
      <span aria-hidden="true">
        {"●".repeat(reached)}
        {"○".repeat(stages.length - reached)}
      </span>
      <span className="sr-only">{t("ladder.mini", { reached, count: stages.length })}</span>
    </span>
  );
}
