import type { ReactNode } from "react";
import { ICONS, type Meaning } from "./meaning";
import "./tag.css";

/** A word with its colour and its sign: no state is told by colour alone. */
export function MeaningTag({ meaning, children }: { meaning: Meaning; children: ReactNode }) {
  return (
    <span className={`tag ${meaning}`}>
      <span aria-hidden="true">{ICONS[meaning]}</span> {children}
    </span>
  );
}
