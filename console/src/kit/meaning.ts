/** What a colour means; it always comes with an icon and a word. */
export type Meaning = "stop" | "attention" | "good" | "running" | "decision" | "ended";

interface Shades {
  text: string;
  ground: string;
}

export const LIGHT: Record<Meaning, Shades> = {
  stop: { text: "#cf1322", ground: "#fff1f0" },
  attention: { text: "#ad4e00", ground: "#fff7e6" },
  good: { text: "#237804", ground: "#f6ffed" },
  running: { text: "#0958d9", ground: "#e6f4ff" },
  decision: { text: "#531dab", ground: "#f9f0ff" },
  ended: { text: "#595959", ground: "#fafafa" },
};

export const DARK: Record<Meaning, Shades> = {
  stop: { text: "#ff7875", ground: "#2a1215" },
  attention: { text: "#ffa940", ground: "#2b1d11" },
  good: { text: "#73d13d", ground: "#162312" },
  running: { text: "#69b1ff", ground: "#111a2c" },
  decision: { text: "#b37feb", ground: "#1a1325" },
  ended: { text: "#bfbfbf", ground: "#1f1f1f" },
};

export const ICONS: Record<Meaning, string> = {
  stop: "■",
  attention: "▲",
  good: "✓",
  running: "▸",
  decision: "?",
  ended: "·",
};
