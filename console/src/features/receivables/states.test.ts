import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BUCKETS } from "@/signature/aging/layout";
import { RUNGS } from "@/signature/ladder/layout";
import { words as en } from "@/words/en";
import { words as zh } from "@/words/zh-CN";
import { STATES } from "./states";

const document = new URL("../../../../contracts/openapi/receivables.json", import.meta.url);
const { components, paths } = JSON.parse(readFileSync(document, "utf8"));

function told(schema: string, field: string): string[] {
  return components.schemas[schema].properties[field].enum;
}

const TABLES: [string, string[], object, object, object][] = [
  [
    "account",
    told("AccountView", "state"),
    STATES.account,
    zh.receivables.states.account,
    en.receivables.states.account,
  ],
  [
    "invoice",
    told("InvoiceView", "state"),
    STATES.invoice,
    zh.receivables.states.invoice,
    en.receivables.states.invoice,
  ],
  [
    "receipt",
    told("ReceiptView", "state"),
    STATES.receipt,
    zh.receivables.states.receipt,
    en.receivables.states.receipt,
  ],
  [
    "promise",
    told("LastPromise", "state"),
    STATES.promise,
    zh.receivables.states.promise,
    en.receivables.states.promise,
  ],
  ["rung", told("RungView", "state"), RUNGS, zh.receivables.rungs, en.receivables.rungs],
  ["strip", told("OverdueSum", "what"), zh.receivables.strip, zh.receivables.strip, en.receivables.strip],
];

describe("states of receivables", () => {
  test.each(TABLES)("%s: each state of the service has a meaning and its words", (_, states, ...tables) => {
    for (const table of tables) expect(Object.keys(table).sort()).toEqual([...states].sort());
  });

  test("the buckets are those that the service filters by", () => {
    const query = paths["/invoices"].get.parameters.find((each: { name: string }) => each.name === "bucket");
    expect([...BUCKETS]).toEqual(query.schema.anyOf[0].enum);
  });
});
