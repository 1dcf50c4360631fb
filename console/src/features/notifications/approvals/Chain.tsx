import { useTranslation } from "react-i18next";
import { momentText } from "@/kit/dates";
import { MeaningTag } from "@/kit/MeaningTag";
import type { Meaning } from "@/kit/meaning";
import type { ApprovalDetail, Step } from "./queries";

const SEATS = {
  waiting: "decision",
  agreed: "good",
  refused: "stop",
  handed_on: "ended",
  sent_back: "attention",
} as const satisfies Record<string, Meaning>;

type Seat = Step["seats"][number];

function isKnown(state: string): state is keyof typeof SEATS {
  return Object.keys(SEATS).includes(state);
}

function SeatLine({ seat, coming, now }: { seat: Seat; coming: boolean; now: Date }) {
  const { t } = useTranslation("approvals");
  const known = isKnown(seat.state);
  const meaning = known && !coming ? SEATS[seat.state as keyof typeof SEATS] : "ended";
  return (
    <li>
      {seat.name ?? "—"}
      {seat.is_added && <span className="quiet"> {t("added")}</span>}{" "}
      {!coming && (
        <MeaningTag meaning={meaning}>
          {known ? t(`seats.${seat.state as keyof typeof SEATS}`) : seat.state}
        </MeaningTag>
      )}{" "}
      {seat.at && <time className="quiet">{momentText(seat.at, now)}</time>}
    </li>
  );
}

/** The steps that the form has passed, the one where it is, and those to come. */
export function Chain({ form, now }: { form: ApprovalDetail; now: Date }) {
  const { t } = useTranslation("approvals");
  return (
    <ol className="chain">
      {form.chain.map((step, index) => {
        const number = index + 1;
        const coming = number > form.step;
        const where = form.state === "open" && number === form.step ? "here" : coming ? "coming" : "passed";
        return (
          <li key={number} className={where} aria-current={where === "here" ? "step" : undefined}>
            <strong>{t("step", { count: number })}</strong>{" "}
            <span className="quiet">
              {step.seats.length > 1 && `${t(`modes.${step.mode as "one_of" | "all_of"}`)} · `}
              {t("hours", { count: step.hours })}
            </span>
            <ul>
              {step.seats.map((seat) => (
                <SeatLine key={seat.person_id} seat={seat} coming={coming} now={now} />
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
