import { useEffect } from "react";

const WRITING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

type Handlers = Record<string, () => void>;

/** Whether a key belongs to a text that is being written: also while an input method composes. */
export function isWriting(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return event.isComposing || WRITING.has(target?.tagName ?? "") || Boolean(target?.isContentEditable);
}

/** Single keys that act on the page; off in fields, in dialogs, and beside Ctrl, Alt and ⌘ (WCAG 2.1.4). */
export function useKeys(handlers: Handlers): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (isWriting(event) || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented)
        return;
      if (document.querySelector("dialog[open]")) return;
      const handler = handlers[event.key];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });
}
