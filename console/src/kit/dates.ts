/** Business time is Shanghai's, wherever the device is. */
export const ZONE = "Asia/Shanghai";

const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

function read(instant: string | Date) {
  const found = Object.fromEntries(
    PARTS.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return { ...found, hour: found.hour === "24" ? "00" : found.hour } as Record<string, string>;
}

/** The day of an instant, `2026-11-24`. */
export function dayOf(instant: string | Date): string {
  const { year, month, day } = read(instant);
  return `${year}-${month}-${day}`;
}

/** `11-24 14:05` within the year of `now`, else with the year. */
export function momentText(instant: string, now: Date): string {
  const { year, month, day, hour, minute } = read(instant);
  const short = `${month}-${day} ${hour}:${minute}`;
  return year === read(now).year ? short : `${year}-${short}`;
}

export type Urgency = "late" | "today" | "week" | "later";
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** In which group of a to-do list a deadline stands. */
export function urgency(due: string | null, now: Date): Urgency {
  if (due === null) return "later";
  const at = new Date(due);
  if (at <= now) return "late";
  if (dayOf(at) === dayOf(now)) return "today";
  return at.getTime() - now.getTime() <= WEEK_MS ? "week" : "later";
}

export interface Left {
  late: boolean;
  unit: "minutes" | "hours" | "days";
  count: number;
}

/** How long until a deadline, or since, in the largest unit that is not zero. */
export function left(due: string, now: Date): Left {
  const minutes = Math.round((new Date(due).getTime() - now.getTime()) / 60_000);
  const [late, size] = [minutes < 0, Math.abs(minutes)];
  if (size < 60) return { late, unit: "minutes", count: size };
  if (size < 48 * 60) return { late, unit: "hours", count: Math.round(size / 60) };
  return { late, unit: "days", count: Math.round(size / 1440) };
}
