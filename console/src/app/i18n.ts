import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import type { words } from "@/words/zh-CN";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
const KEPT = "branchline.language";

const files = import.meta.glob<{ words: Record<string, object> }>("../words/*/index.ts");

export const i18n = createInstance();

/** The language chosen before, else the device's; Chinese where the device speaks neither. */
export function preferred(): Language {
  const wanted = localStorage.getItem(KEPT) ?? navigator.language;
  return wanted.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

async function load(language: Language): Promise<void> {
  if (i18n.hasResourceBundle(language, "app")) return;
  const file = await files[`../words/${language}/index.ts`]?.();
  for (const [part, texts] of Object.entries(file?.words ?? {}))
    i18n.addResourceBundle(language, part, texts);
}

export async function startI18n(): Promise<void> {
  const language = preferred();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    defaultNS: "app",
    interpolation: { escapeValue: false },
    returnNull: false,
    saveMissing: true,
    // A missing text is a fault of the program; the browser tests fail on it.
    missingKeyHandler: (_, part, key) => reportError(new Error(`no text: ${part}:${key}`)),
  });
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  await load(language);
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: typeof words;
  }
}
