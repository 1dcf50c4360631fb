import { type ThemeConfig, theme } from "antd";
import { useSyncExternalStore } from "react";

const dark = matchMedia("(prefers-color-scheme: dark)");

function watch(changed: () => void): () => void {
  dark.addEventListener("change", changed);
  return () => dark.removeEventListener("change", changed);
}

/** The theme that the system asks for; the colours are those of `base.css`. */
export function useTheme(): ThemeConfig {
  const isDark = useSyncExternalStore(watch, () => dark.matches);
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: isDark ? "#4096ff" : "#0958d9",
      colorError: isDark ? "#ff7875" : "#cf1322",
      colorTextPlaceholder: isDark ? "#8c8c8c" : "#767676",
      fontFamily: "inherit",
    },
  };
}
