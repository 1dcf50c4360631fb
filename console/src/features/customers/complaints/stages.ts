import { STATUSES, type Status } from "./states";

export type Place = "passed" | "here" | "coming" | "skipped";

export interface Stage {
  stage: Status;
  place: Place;
}

/** What tells how far a complaint came. */
export interface Progress {
  status: Status;
  answer: string | null;
  findings: string | null;
  satisfied: boolean | null;
}

const ORDER = Object.keys(STATUSES) as Status[];

/** The stages of a complaint, the one that is owed now as "here"; what an early end left out is skipped. */
export function stages({ status, answer, findings, satisfied }: Progress): Stage[] {
  const passed: Record<Status, boolean> = {
    filed: true,
    answered: answer !== null,
    confirmed: findings !== null,
    remedied: satisfied === true,
    closed: true,
  };
  const at = ORDER.indexOf(status);
  return ORDER.map((stage, place) => {
    if (place < at) return { stage, place: passed[stage] ? "passed" : "skipped" };
    if (place === at) return { stage, place: "passed" };
    return { stage, place: place === at + 1 ? "here" : "coming" };
  });
}
