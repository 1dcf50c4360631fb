import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWaiting } from "@/features/notifications/todo/public";
import type { Body } from "@/kit/width";
import { LiveDot } from "./LiveDot";
import { PLACES } from "./places";

/** The places at the side of a desk, or at the foot of a phone. */
export function Menu({ body }: { body: Body }) {
  const { t } = useTranslation();
  const waiting = useWaiting();
  return (
    <nav className="menu no-print" aria-label={t("menu.label")}>
      {body === "desk" && <span className="brand">{t("name")}</span>}
      {PLACES.filter((place) => body === "desk" || place.onPhone).map(({ to, word }) => (
        <Link key={to} to={to} className="place">
          {t(`menu.${word}`)}
          {word === "todo" && waiting ? <span className="count">{waiting}</span> : null}
        </Link>
      ))}
      {body === "desk" && <LiveDot />}
    </nav>
  );
}
