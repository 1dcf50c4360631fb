import createClient, { type Middleware } from "openapi-fetch";
import type { paths as Customers } from "./generated/customers";
import type { paths as Notifications } from "./generated/notifications";
import type { paths as Orders } from "./generated/orders";
import type { paths as Receivables } from "./generated/receivables";
import { session } from "./session";

const PATIENCE_MS = 20_000;

const signed: Middleware = {
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${session.token()}`);
    request.headers.set("Accept-Language", document.documentElement.lang);
    return request;
  },
  onResponse({ response }) {
    if (response.status === 401) session.expire();
  },
};

/** How far each service must have come to show what I did: told by every answer, asked of every service. */
const seen = new Map<string, { position: string; at: number }>();
/** By then every service has caught up, or its page says that it has not. */
const FORGET_MS = 30_000;

const ownWrites: Middleware = {
  onRequest({ request }) {
    for (const [place, { at }] of seen) if (performance.now() - at > FORGET_MS) seen.delete(place);
    const after = [...seen].map(([place, { position }]) => `${place};${position}`);
    if (after.length) request.headers.set("Branchline-After", after.join(","));
    return request;
  },
  onResponse({ response }) {
    for (const place of response.headers.get("Branchline-Position")?.split(",") ?? []) {
      const end = place.lastIndexOf(";");
      seen.set(place.slice(0, end), { position: place.slice(end + 1), at: performance.now() });
    }
  },
};

/** Nothing waits for ever, not even an answer. */
const patient: typeof fetch = async (input, init) => {
  const given = input instanceof Request ? input.signal : init?.signal;
  const ending = new AbortController();
  const end = () => ending.abort(given?.reason);
  given?.addEventListener("abort", end);
  const timer = setTimeout(() => ending.abort(new DOMException("no answer", "TimeoutError")), PATIENCE_MS);
  try {
    return await fetch(input, { ...init, signal: ending.signal });
  } finally {
    clearTimeout(timer);
    given?.removeEventListener("abort", end);
  }
};

function client<Paths extends object>(service: string) {
  const made = createClient<Paths>({ baseUrl: `/api/${service}`, fetch: patient });
  made.use(signed, ownWrites);
  return made;
}

export const customers = client<Customers>("customers");
export const orders = client<Orders>("orders");
export const receivables = client<Receivables>("receivables");
export const notifications = client<Notifications>("notifications");
