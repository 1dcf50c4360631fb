import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Body } from "@/app/width";
import { useWaiting } from "@/features/notifications/todo/public";

/** The places of the console; on a phone they scroll sideways where they are too many. */
export function Menu({ body }: { body: Body }) {
  const { t } = useTranslation();
  const waiting = useWaiting();
  return (
    <nav className="menu no-print" aria-label={t("menu.label")}>
      {body === "desk" && <span className="brand">{t("name")}</span>}
      <Link to="/todo" className="place">
        {t("menu.todo")}
        {waiting ? <span className="count">{waiting}</span> : null}
      </Link>
      <Link to="/customers" className="place">
        {t("menu.customers")}
      </Link>
      <Link to="/complaints" className="place">
        {t("menu.complaints")}
      </Link>
      <Link to="/approvals" className="place" activeOptions={{ exact: false }}>
        {t("menu.approvals")}
      </Link>
      {body === "desk" && (
        <Link to="/aging" className="place">
          {t("menu.receivables")}
        </Link>
      )}
      <Link to="/overdue" className="place">
        {t("menu.overdue")}
      </Link>
      <Link to="/me" className="place">
        {t("menu.me")}
      </Link>
    </nav>
  );
}
