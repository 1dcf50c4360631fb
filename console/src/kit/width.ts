import { useSyncExternalStore } from "react";

export type Body = "phone" | "desk";

/** Phones have one column and a fixed bar of actions; everything wider is a desk. */
const wide = matchMedia("(min-width: 768px)");

function watch(changed: () => void): () => void {
  wide.addEventListener("change", changed);
  return () => wide.removeEventListener("change", changed);
}

export function useBody(): Body {
  return useSyncExternalStore(watch, () => (wide.matches ? "desk" : "phone"));
}
