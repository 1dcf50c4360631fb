/** Money is a decimal text from the API to the screen: no `Number` touches it. */
export interface Money {
  amount: string;
  currency: string;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Parts {
  minus: boolean;
  whole: string;
  fraction: string;
}

function parts(decimal: string): Parts {
  const found = DECIMAL.exec(decimal);
  if (!found) throw new Error(`not a decimal: ${decimal}`);
  return { minus: found[1] === "-", whole: found[2] ?? "0", fraction: found[3] ?? "" };
}

/** Write `-1234567.5` as `-1,234,567.50`: at least `places` digits after the point, none taken away. */
export function grouped(decimal: string, places = 2): string {
  const { minus, whole, fraction } = parts(decimal);
  const digits = whole.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  const after = fraction.replace(/0+$/, "").padEnd(places, "0");
  return `${minus && !isZero(decimal) ? "-" : ""}${digits}${after ? `.${after}` : ""}`;
}

/** `¥1,234.50`; other currencies by their code. */
export function moneyText({ amount, currency }: Money): string {
  const text = grouped(amount);
  if (currency !== "CNY") return `${currency} ${text}`;
  return text.startsWith("-") ? `-¥${text.slice(1)}` : `¥${text}`;
}

export function isZero(decimal: string): boolean {
  return /^-?0*(\.0*)?$/.test(decimal);
}

export function isNegative(decimal: string): boolean {
  return decimal.startsWith("-") && !isZero(decimal);
}

/** An exact integer of the smallest place, `scale` digits after the point. */
export function scaled(decimal: string, scale: number): bigint {
  const { minus, whole, fraction } = parts(decimal);
  if (fraction.length > scale && /[1-9]/.test(fraction.slice(scale)))
    throw new Error(`finer than ${scale}: ${decimal}`);
  const value = BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
  return minus ? -value : value;
}

function unscaled(value: bigint, scale: number): string {
  const minus = value < 0n;
  const digits = (minus ? -value : value).toString().padStart(scale + 1, "0");
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return minus ? `-${text}` : text;
}

function scaleOf(...decimals: string[]): number {
  return Math.max(0, ...decimals.map((each) => parts(each).fraction.length));
}

/** The exact sum of decimals. */
export function sum(...decimals: string[]): string {
  const scale = scaleOf(...decimals);
  return unscaled(
    decimals.reduce((total, each) => total + scaled(each, scale), 0n),
    scale,
  );
}

/** The exact difference of two decimals. */
export function minus(one: string, other: string): string {
  const scale = scaleOf(one, other);
  return unscaled(scaled(one, scale) - scaled(other, scale), scale);
}

/** -1, 0 or 1. */
export function compare(one: string, other: string): number {
  const scale = scaleOf(one, other);
  const difference = scaled(one, scale) - scaled(other, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** How far one decimal is of another, 0 to 1: for the length of a bar, never for a figure. */
export function share(part: string, whole: string): number {
  const scale = scaleOf(part, whole);
  const [one, all] = [scaled(part, scale), scaled(whole, scale)];
  if (all <= 0n) return one > 0n ? 1 : 0;
  const thousandths = (one * 1000n) / all;
  return Math.min(1, Math.max(0, Number(thousandths) / 1000));
}
