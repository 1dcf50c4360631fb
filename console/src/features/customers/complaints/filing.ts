import type { components } from "@/api/generated/customers";
import { minus } from "@/kit/money";
import type { Delivered } from "./queries";

type Line = components["schemas"]["FiledLine"];

/** What a person has typed for a delivered line that is complained of. */
export interface Typed {
  qty: string;
  amount: string;
}

/** By the key of the delivered line; what is not here is not complained of. */
export type Draft = Readonly<Record<string, Typed>>;

const QUANTITY_PLACES = 3;
const MONEY_PLACES = 2;

export function keyOf(line: Delivered): string {
  return `${line.shipment_id}/${line.line_id}`;
}

/** A typed figure with so many places after the point, or null where it is none; nothing is rounded. */
export function figure(typed: string, places: number): string | null {
  const found = /^0*(\d{1,14})(?:\.(\d*))?$/.exec(typed.trim().replaceAll(",", ""));
  if (!found) return null;
  const fraction = (found[2] ?? "").replace(/0+$/, "");
  return fraction.length > places ? null : `${found[1]}.${fraction.padEnd(places, "0")}`;
}

/** What a line begins with: all that was not sent back, at the price of the line. */
export function proposed(line: Delivered): Typed {
  return { qty: minus(line.qty.value, line.returned_qty.value), amount: line.amount.amount };
}

/** The lines to file, or null while one of them is no figure. */
export function filedLines(delivered: Delivered[], draft: Draft): Line[] | null {
  const lines: Line[] = [];
  for (const line of delivered) {
    const typed = draft[keyOf(line)];
    if (!typed) continue;
    const qty = figure(typed.qty, QUANTITY_PLACES);
    const amount = figure(typed.amount, MONEY_PLACES);
    if (qty === null || amount === null) return null;
    lines.push({
      order_id: line.order_id,
      shipment_id: line.shipment_id,
      line_id: line.line_id,
      qty: { value: qty, unit: line.qty.unit },
      amount: { amount, currency: line.amount.currency },
    });
  }
  return lines;
}
