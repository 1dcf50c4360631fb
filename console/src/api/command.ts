import { useCallback, useRef, useState } from "react";
import { type Problem, Refused, Unreachable } from "./problem";

/** What a button shows: at rest, at work, or asking again after an answer was lost. */
export type CommandState = "idle" | "busy" | "checking" | "unknown";

/** Between the attempts of one command; after the last, the person decides whether to ask again. */
export const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/** Send until there is a definite answer, each time with the same key, so that there is one effect. */
export async function sendUntilDefinite<A>(
  send: () => Promise<A>,
  lost: () => void,
  wait: (ms: number) => Promise<void>,
): Promise<A> {
  for (const pause of [...PAUSES_MS, null]) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Unreachable) || pause === null) throw error;
      lost();
      await wait(pause);
    }
  }
  throw new Unreachable(null);
}

export interface Command<V, A> {
  state: CommandState;
  problem: Problem | null;
  run: (values: V) => Promise<A | undefined>;
  forget: () => void;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * An idempotent button. The key is made with the form and lives until a definite answer; a second press
 * while the first is at work does nothing, and a lost answer is asked for again with the same key.
 */
export function useCommand<V, A>(
  send: (values: V, key: string) => Promise<A>,
  done?: (answer: A) => void,
): Command<V, A> {
  const key = useRef(crypto.randomUUID());
  const working = useRef(false);
  const [state, setState] = useState<CommandState>("idle");
  const [problem, setProblem] = useState<Problem | null>(null);

  const run = async (values: V): Promise<A | undefined> => {
    if (working.current) return undefined;
    working.current = true;
    setState("busy");
    setProblem(null);
    try {
      const answer = await sendUntilDefinite(
        () => send(values, key.current),
        () => setState("checking"),
        sleep,
      );
      key.current = crypto.randomUUID();
      setState("idle");
      done?.(answer);
      return answer;
    } catch (error) {
      if (error instanceof Refused) {
        key.current = crypto.randomUUID();
        setProblem(error.problem);
        setState("idle");
      } else if (error instanceof Unreachable) {
        setState("unknown");
      } else {
        setState("idle");
        throw error;
      }
      return undefined;
    } finally {
      working.current = false;
    }
  };
  const forget = useCallback(() => setProblem(null), []);
  return { state, problem, run, forget };
}
