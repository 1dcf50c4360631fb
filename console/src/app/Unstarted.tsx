import { useTranslation } from "react-i18next";
import "@/kit/notice.css";

/** What stands when nobody can sign in. */
export function Unstarted() {
  const { t } = useTranslation();
  return (
    <main className="notice" role="alert">
      <h1>{t("unstarted.title")}</h1>
      <p>{t("unstarted.text")}</p>
      <button type="button" onClick={() => location.assign("/")}>
        {t("unstarted.again")}
      </button>
    </main>
  );
}
