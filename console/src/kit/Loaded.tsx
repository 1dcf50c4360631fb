import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FailedNote } from "./ProblemNote";
import { Rows } from "./Rows";

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  rows?: number;
}

/** A section loads and fails by itself; what was there before stays while it is asked for again. */
export function Loaded<T>({ query, children, rows = 4 }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <FailedNote error={query.error} again={() => query.refetch()} />;
  return <Rows count={rows} />;
}
