import type { components } from "./generated/notifications";

/** Why a request was refused (RFC 9457); the words come from the service in the language of the page. */
export type Problem = components["schemas"]["Problem"];

/** A definite answer: the service refused, and asking again the same way changes nothing. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = "Refused";
  }
}

/** No definite answer: the connection broke, or something between here and the service did. */
export class Unreachable extends Error {
  constructor(readonly status: number | null) {
    super(`unreachable ${status ?? ""}`);
    this.name = "Unreachable";
  }
}

const REQUEST = "urn:branchline:request:";

/** The short number that a person reads out and the log is searched by: `7F3A-92CD`. */
export function requestNumber(problem: Problem): string {
  const id = problem.instance.slice(REQUEST.length).replaceAll("-", "").toUpperCase();
  return `${id.slice(0, 4)}-${id.slice(4, 8)}`;
}

/** Whether a value is a problem document, and not what a broken gateway says. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "instance" in value;
}
