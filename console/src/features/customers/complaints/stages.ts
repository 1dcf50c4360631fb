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

/** The stages of a complaint; one that ended early has skipped what others pass. */
export function stages({ status, answer, findings, satisfied }: Progress): Stage[] {
  const done: Record<Status, boolean> = {
    filed: true,
    answered: answer !== null,
    confirmed: findings !== null,
    remedied: satisfied === true,
    closed: false,
  };
  const at = ORDER.indexOf(status);
  return ORDER.map((stage, place) => {
    if (place === at) return { stage, place: "here" };
    if (place > at) return { stage, place: "coming" };
    return { stage, place: done[stage] ? "passed" : "skipped" };
  });
}
