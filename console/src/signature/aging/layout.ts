import { compare, share, sum } from "@/kit/money";

export const BUCKETS = ["not_due", "days_1_30", "days_31_60", "days_61_90", "over_90"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** A place of the bar in thousandths of the widest one. */
export interface Segment {
  bucket: Bucket;
  from: number;
  width: number;
}

/** Whole thousandths: the length of a bar, never a figure. */
const WIDEST = 1000;

/** Lay stacked bars of one currency on one scale: the widest fills it, and each goes on where the last ended. */
export function layout(rows: Record<Bucket, string>[]): Segment[][] {
  const totals = rows.map((row) => sum(...BUCKETS.map((bucket) => row[bucket])));
  const widest = totals.reduce((most, each) => (compare(each, most) > 0 ? each : most), "0");
  return rows.map((row) => {
    let reached = "0";
    let from = 0;
    return BUCKETS.map((bucket) => {
      reached = sum(reached, row[bucket]);
      const to = Math.round(share(reached, widest) * WIDEST);
      const segment = { bucket, from, width: to - from };
      from = to;
      return segment;
    });
  });
}
