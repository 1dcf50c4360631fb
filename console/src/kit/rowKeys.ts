import { useState } from "react";
import { useKeys } from "./keys";

/** j and k go through the rows, Enter opens; returns the row where one is. */
export function useRowKeys<R>(rows: readonly R[], open: (row: R) => void): R | undefined {
  const [at, setAt] = useState(-1);
  const go = (to: number) => setAt(Math.max(0, Math.min(rows.length - 1, to)));
  const row = rows[at];
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    // Without a row, Enter belongs to the link or button that has the focus.
    ...(row !== undefined && { Enter: () => open(row) }),
  });
  return row;
}
