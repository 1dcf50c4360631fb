// Writes the typed clients from the committed OpenAPI documents; with --check only says which are stale.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const SERVICES = ["customers", "orders", "receivables", "notifications"];
const check = process.argv.includes("--check");
let stale = 0;

for (const service of SERVICES) {
  const source = new URL(`../../contracts/openapi/${service}.json`, import.meta.url);
  const target = new URL(`../src/api/generated/${service}.d.ts`, import.meta.url);
  const made = `// Made from contracts/openapi/${service}.json: npm run api\n${astToString(await openapiTS(source))}`;
  const found = await readFile(target, "utf8").catch(() => "");
  if (made === found) continue;
  stale += 1;
  if (!check) await writeFile(target, made);
  process.stdout.write(`${check ? "stale" : "wrote"}: console/src/api/generated/${service}.d.ts\n`);
}
process.exit(check && stale ? 1 : 0);
