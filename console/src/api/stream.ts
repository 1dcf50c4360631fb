import { Messages } from "./events";
import { session } from "./session";

/** What the stream tells of an event; `reset` asks to read everything anew. */
export interface Told {
  type?: string;
  key?: string;
  subject?: string;
  reset?: boolean;
}

export type Service = "customers" | "orders" | "receivables" | "notifications";
export const SERVICES: readonly Service[] = ["customers", "orders", "receivables", "notifications"];

const PAUSES_MS = [500, 1000, 2000, 5000, 10_000];

/** How current the page is: all lines are open, or some are being opened again. */
class Live {
  #open = new Set<Service>();
  #watchers = new Set<() => void>();
  /** Whether this tab holds the lines; the others hear by it and cannot tell. */
  leading = false;

  get all(): boolean {
    return this.#open.size === SERVICES.length;
  }

  note(service: Service, open: boolean): void {
    if (open) this.#open.add(service);
    else this.#open.delete(service);
    for (const watcher of this.#watchers) watcher();
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };
}

export const live = new Live();

/** Follow a service until told to stop: a line that breaks is opened again from where it broke. */
export async function follow(
  service: Service,
  tell: (told: Told[]) => void,
  stop: AbortSignal,
): Promise<void> {
  let last: string | null = null;
  let failed = 0;
  const heard = (id: string | null, told: Told[]) => {
    last = id ?? last;
    failed = 0;
    tell(told);
  };
  while (!stop.aborted) {
    await line(service, last, heard, stop).catch(() => undefined);
    live.note(service, false);
    const pause = PAUSES_MS[Math.min(failed, PAUSES_MS.length - 1)] ?? 0;
    failed += 1;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function line(
  service: Service,
  last: string | null,
  heard: (id: string | null, told: Told[]) => void,
  stop: AbortSignal,
): Promise<void> {
  const headers: Record<string, string> = { Authorization: `Bearer ${session.token()}` };
  if (last) headers["Last-Event-ID"] = last;
  const answer = await fetch(`/api/${service}/stream`, { headers, cache: "no-store", signal: stop });
  if (answer.status === 401) session.expire();
  if (!answer.ok || !answer.body) return;
  live.note(service, true);
  const messages = new Messages();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const message of messages.push(value)) heard(message.id, JSON.parse(message.data) as Told[]);
  }
}
