import { useTranslation } from "react-i18next";

interface Said {
  title_zh: string;
  title_en: string;
}

/** Texts that a service wrote in both languages: the one of the page. */
export function useSaid(): (said: Said) => string {
  const { i18n } = useTranslation();
  return (said) => (i18n.language === "en" ? said.title_en : said.title_zh);
}
