import { isProblem, Refused, Unreachable } from "./problem";

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Answered, but with nothing decided: an equal request is at work, or the service is not there. */
const INDEFINITE = new Set([502, 503, 504]);

/** Return what a service answered; throws `Refused` for its no, `Unreachable` where there was no answer. */
export async function answered<T>(asking: Promise<Fetched<T>>): Promise<T> {
  const { data, error, response } = await asking.catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === "AbortError") throw reason;
    throw new Unreachable(null);
  });
  if (response.ok) return data as T;
  if (INDEFINITE.has(response.status) || !isProblem(error)) throw new Unreachable(response.status);
  if (error.code === "busy") throw new Unreachable(response.status);
  throw new Refused(error);
}
