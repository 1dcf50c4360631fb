// Prints what each page loads, and fails beyond the budget (KB of JavaScript and CSS, gzip).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const FIRST_KB = 240;
const ROUTE_KB = 60;
const SHELL = ["index.html", "src/words/zh-CN/index.ts"];
// What a phone opens first: the to-do list and an approval.
const FIRST = ["src/pages/todo/Page.tsx", "src/features/notifications/approvals/Page.tsx"];

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));

function files(entry, found = new Set()) {
  const chunk = manifest[entry];
  if (!chunk) throw new Error(`no such page: ${entry}`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const imported of chunk.imports ?? []) files(imported, found);
  return found;
}

function kilobytes(names) {
  return [...names].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, DIST))).length, 0) / 1024;
}

const shell = new Set(SHELL.flatMap((entry) => [...files(entry)]));
const first = new Set([...shell, ...FIRST.flatMap((entry) => [...files(entry)])]);
const rows = [["to-do and approval, first load", kilobytes(first), FIRST_KB]];
for (const entry of manifest["index.html"].dynamicImports) {
  if (FIRST.includes(entry) || entry.startsWith("src/words/")) continue;
  const own = [...files(entry)].filter((name) => !shell.has(name));
  rows.push([entry, kilobytes(own), ROUTE_KB]);
}
let beyond = 0;
for (const [name, size, budget] of rows) {
  if (size > budget) beyond += 1;
  process.stdout.write(
    `${size > budget ? "✗" : "✓"} ${size.toFixed(1).padStart(7)} of ${budget} KB  ${name}\n`,
  );
}
process.exit(beyond ? 1 : 0);
