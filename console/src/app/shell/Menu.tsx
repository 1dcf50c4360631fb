import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Body } from "@/app/width";
import { useWaiting } from "@/features/notifications/todo/public";

/** The places so far; each capability adds its own. */
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
      <Link to="/orders" className="place" activeOptions={{ exact: false }}>
        {t("menu.orders")}
      </Link>
      {body === "desk" && (
        <Link to="/shipments" className="place">
          {t("menu.shipments")}
        </Link>
      )}
      <Link to="/approvals" className="place" activeOptions={{ exact: false }}>
        {t("menu.approvals")}
      </Link>
      <Link to="/me" className="place">
        {t("menu.me")}
      </Link>
    </nav>
  );
}
