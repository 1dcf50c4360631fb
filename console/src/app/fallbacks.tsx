import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import "@/kit/notice.css";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h1>{t("notFound.title")}</h1>
      <p>{t("notFound.text")}</p>
      <Link to="/todo">{t("notFound.home")}</Link>
    </div>
  );
}

export function Crashed() {
  const { t } = useTranslation();
  return (
    <div className="notice" role="alert">
      <h1>{t("crashed.title")}</h1>
      <p>{t("crashed.text")}</p>
      <button type="button" onClick={() => location.reload()}>
        {t("crashed.again")}
      </button>
    </div>
  );
}
