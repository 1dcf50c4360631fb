import { grouped, moneyText } from "@/kit/money";

export interface StoredFact {
  name: string;
  value: string;
}

export interface ShownFact {
  name: string;
  /** As it was when the hold began. */
  before: string | null;
  /** As it is now; null where it no longer stands. */
  now: string | null;
}

const AMOUNT = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;
// A unit price has four places, of which the last two are mostly nought.
const AMOUNTS = /(-?\d+\.\d{2,4}) ([A-Z]{3})\b/g;

/** Each fact once: as it is, and as it was where that differs. */
export function paired(
  facts: readonly Record<string, string>[],
  before: readonly Record<string, string>[] | null,
): ShownFact[] {
  const now = byName(facts);
  const then = before ? byName(before) : now;
  const names = [...new Set([...now.keys(), ...then.keys()])];
  return names.map((name) => ({ name, before: then.get(name) ?? null, now: now.get(name) ?? null }));
}

function byName(facts: readonly Record<string, string>[]): Map<string, string> {
  return new Map(facts.map(({ name = "", value = "" }) => [name, value]));
}

export function hasChanged(fact: ShownFact): boolean {
  return fact.before !== fact.now;
}

/** Write the amounts in a fact as people read them: `12340.00 CNY` is `¥12,340.00`. */
export function readable(value: string): string {
  const whole = AMOUNT.exec(value);
  if (whole) return moneyText({ amount: whole[1] ?? "0", currency: whole[2] ?? "" });
  return value.replace(AMOUNTS, (_, amount: string, currency: string) =>
    currency === "CNY" ? `¥${grouped(amount)}` : `${currency} ${grouped(amount)}`,
  );
}
