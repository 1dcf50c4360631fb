import { type ReactNode, useEffect, useId, useRef } from "react";
import "./sheet.css";

interface Props {
  title: string;
  children: ReactNode;
  /** Without it the sheet cannot be left. */
  onClose?: () => void;
}

/** A dialog from the foot of a phone, in the middle of a desk; the platform keeps the focus inside. */
export function Sheet({ title, children, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
