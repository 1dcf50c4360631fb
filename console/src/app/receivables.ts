import { BUCKETS, type Bucket } from "@/signature/aging/layout";

type Given = Record<string, unknown>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function text(given: unknown, form: RegExp): string | undefined {
  // A number in an address arrives as a number, such as an invoice's.
  const written = typeof given === "number" ? String(given) : given;
  return typeof written === "string" && form.test(written) ? written : undefined;
}

/** What an address asks for, without what it leaves out or misspells. */
function kept<T extends object>(found: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as never;
}

export const agingSearch = (given: Given) =>
  kept({
    group: (["branch", "customer"] as const).find((each) => each === given.group),
    branch: text(given.branch, UUID),
  });

export const invoicesSearch = (given: Given) =>
  kept({
    customer_id: text(given.customer_id, UUID),
    branch_id: text(given.branch_id, UUID),
    currency: text(given.currency, /^[A-Z]{3}$/),
    bucket: BUCKETS.find((each): each is Bucket => each === given.bucket),
    invoice_no: text(given.invoice_no, /^.{1,100}$/),
    only_open: given.only_open === true ? (true as const) : undefined,
  });

export const overdueSearch = (given: Given) => {
  const { stage } = given;
  return kept({
    stage:
      typeof stage === "number" && Number.isInteger(stage) && stage >= 0 && stage <= 3650 ? stage : undefined,
  });
};

export const receiptsSearch = (given: Given) =>
  kept({ all: given.all === true ? (true as const) : undefined });
