import type { ReactNode } from "react";
import "./notice.css";

/** Nothing is here: why, and what one can do. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
