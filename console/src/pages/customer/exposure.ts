import type { Exposure } from "@/features/orders/accounts/public";
import { compare, isNegative, isZero, minus, share, sum } from "@/kit/money";

/** The lengths of the exposure bar, as parts of its whole, 0 to 1. */
export interface Bar {
  reserved: number;
  account: number;
  /** Where the limit stands; null where there is none. */
  limit: number | null;
}

export type Room = { kind: "none" } | { kind: "left"; amount: string } | { kind: "over"; amount: string };

const NOTHING = "0.00";

function positive(amount: string): string {
  return isNegative(amount) ? NOTHING : amount;
}

/** Orders not yet delivered, then what the account owes; money received in advance shortens nothing below zero. */
export function bar({ reserved, account_net, limit }: Exposure): Bar {
  const [held, owed] = [positive(reserved.amount), positive(account_net.amount)];
  const used = sum(held, owed);
  const whole = compare(limit.amount, used) > 0 ? limit.amount : used;
  return {
    reserved: share(held, whole),
    account: share(owed, whole),
    limit: isZero(limit.amount) ? null : share(limit.amount, whole),
  };
}

/** What may still be sold on credit, or by how much it is too much. */
export function room({ exposure, limit }: Exposure): Room {
  if (isZero(limit.amount)) return { kind: "none" };
  const left = minus(limit.amount, exposure.amount);
  return isNegative(left)
    ? { kind: "over", amount: minus(exposure.amount, limit.amount) }
    : { kind: "left", amount: left };
}
