import fc from "fast-check";
import { expect, test } from "vitest";
import { Messages } from "./events";

const TEXT =
  'id: a1\ndata: [{"type":"x"}]\n\n: still here\n\nid: a2\ndata: one\ndata: two\n\nid: a3\ndata: unfin';
const READ = [
  { id: "a1", data: '[{"type":"x"}]' },
  { id: "a2", data: "one\ntwo" },
];

test("messages are read however the text is cut", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: TEXT.length })), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), TEXT.length];
      const messages = new Messages();
      const read = at.slice(1).flatMap((end, index) => messages.push(TEXT.slice(at[index], end)));
      expect(read).toEqual(READ);
    }),
  ));
