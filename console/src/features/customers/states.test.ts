import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import enComplaints from "@/words/en/complaints.json";
import enCustomer from "@/words/en/customer.json";
import enCustomers from "@/words/en/customers.json";
import zhComplaints from "@/words/zh-CN/complaints.json";
import zhCustomer from "@/words/zh-CN/customer.json";
import zhCustomers from "@/words/zh-CN/customers.json";
import * as complaints from "./complaints/states";
import { CREDIT_STATUSES } from "./credit/queries";
import * as dossiers from "./dossiers/states";

interface Shape {
  enum?: string[];
  anyOf?: Shape[];
}

interface Parameter {
  name: string;
  schema: Shape;
}

const document = JSON.parse(
  readFileSync(new URL("../../../../contracts/openapi/customers.json", import.meta.url), "utf8"),
);

/** The values that a field of the contract may have, but for nothing. */
function values(schema: string, field: string): string[] {
  const shape: Shape = document.components.schemas[schema].properties[field];
  return (shape.enum ?? shape.anyOf?.flatMap((each) => each.enum ?? []) ?? []).slice().sort();
}

const papers = document.paths["/customers/{id}/documents/{kind}"].put.parameters.find(
  (each: Parameter) => each.name === "kind",
).schema.enum;

describe("every state of the contract has its meaning and its word in both languages", () => {
  test.each([
    ["CustomerItem", "status", dossiers.STATUSES, zhCustomers.statuses, enCustomers.statuses],
    ["CreditView", "status", CREDIT_STATUSES, zhCustomer.credit.statuses, enCustomer.credit.statuses],
    ["ComplaintView", "status", complaints.STATUSES, zhComplaints.statuses, enComplaints.statuses],
    ["ComplaintView", "status", complaints.STATUSES, zhComplaints.stages, enComplaints.stages],
    ["ComplaintView", "status", complaints.STATUSES, zhComplaints.next, enComplaints.next],
    ["ComplaintView", "severity", complaints.SEVERITIES, zhComplaints.severities, enComplaints.severities],
    ["ComplaintView", "outcome", complaints.OUTCOMES, zhComplaints.outcomes, enComplaints.outcomes],
  ])("%s.%s", (schema, field, meanings, zh, en) => {
    const known = values(schema, field);
    expect(known.length).toBeGreaterThan(1);
    for (const table of [meanings, zh, en]) expect(Object.keys(table).slice().sort()).toEqual(known);
  });

  test.each([
    ["ComplaintView", "kind", zhComplaints.kinds, enComplaints.kinds],
    ["ComplaintView", "remedy", zhComplaints.remedies, enComplaints.remedies],
  ])("%s.%s is worded", (schema, field, zh, en) => {
    const known = values(schema, field);
    expect(known.length).toBeGreaterThan(1);
    for (const table of [zh, en]) expect(Object.keys(table).slice().sort()).toEqual(known);
  });

  test("grades", () =>
    expect(Object.keys(dossiers.GRADES).slice().sort()).toEqual(values("CustomerItem", "grade")));

  test("papers", () => {
    expect([...dossiers.PAPERS]).toEqual(papers);
    for (const table of [zhCustomers.papers, enCustomers.papers])
      expect(Object.keys(table).slice().sort()).toEqual([...papers].slice().sort());
  });
});
