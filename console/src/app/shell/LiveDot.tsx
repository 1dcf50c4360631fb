import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { live } from "@/api/stream";
import { MeaningTag } from "@/kit/MeaningTag";

/** Whether the page hears of changes as they happen. */
export function LiveDot() {
  const { t } = useTranslation();
  const all = useSyncExternalStore(live.watch, () => live.all);
  if (!live.leading) return null;
  return (
    <p className="live" role="status">
      <MeaningTag meaning={all ? "good" : "ended"}>{t(all ? "live.all" : "live.some")}</MeaningTag>
    </p>
  );
}
