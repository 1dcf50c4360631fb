import { describe, expect, test } from "vitest";
import { ACTS, REASONS } from "@/signature/hold-card/reasons";
import { words as en } from "@/words/en";
import { words as zh } from "@/words/zh-CN";
import document from "../../../../contracts/openapi/orders.json";
import { STAGES, VIEWS } from "./sales/states";
import { STATES } from "./shipments/states";

const schemas = document.components.schemas;
const parameters = document.paths["/orders"].get.parameters;
const views = parameters.find((each) => each.name === "view")?.schema as { anyOf: { enum?: string[] }[] };

// What the page knows, what the service may say, and where both languages have words for it.
const TABLES = {
  "stages of orders": [Object.keys(STAGES), schemas.OrderSummary.properties.stage.enum, "orders", "stages"],
  "states of shipments": [
    Object.keys(STATES),
    schemas.ShipmentSummary.properties.state.enum,
    "shipments",
    "states",
  ],
  "reasons of holds": [Object.keys(REASONS), schemas.HeldView.properties.reason.enum, "holds", "reasons"],
  "ways out": [[...ACTS], schemas.WayView.properties.act.enum, "holds", "acts"],
  "what a hold blocks": [null, schemas.HeldView.properties.blocks.enum, "holds", "blocks"],
} as const;

describe("tables are complete", () => {
  test.each(Object.entries(TABLES))("%s", (_, [known, told, part, key]) => {
    if (known) expect([...known].sort()).toEqual([...told].sort());
    for (const language of [zh, en]) {
      const texts = (language[part] as unknown as Record<string, Record<string, string>>)[key] ?? {};
      expect(Object.keys(texts).sort()).toEqual([...told].sort());
    }
  });

  test("tabs are filters of the service", () => {
    expect([...VIEWS]).toEqual(views.anyOf.find((each) => each.enum)?.enum);
  });
});
