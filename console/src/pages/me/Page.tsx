import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useConfig } from "@/api/config";
import { session } from "@/api/session";
import { speak } from "@/app/i18n";
import { PLACES } from "@/app/shell/places";
import { meQuery } from "@/features/customers/people/public";
import { Loaded } from "@/kit/Loaded";
import "@/kit/list.css";

/** Who is signed in, and how the page speaks. */
export function MePage() {
  const { t, i18n } = useTranslation();
  const config = useConfig();
  const query = useQuery(meQuery);
  return (
    <div className="page">
      <h1>{t("menu.me")}</h1>
      <Loaded query={query}>
        {(me) => (
          <p>
            <strong>{me.name ?? (me.is_operator ? t("operator") : me.subject)}</strong>{" "}
            <span className="quiet">{t("scope", { count: me.branch_ids.length })}</span>
          </p>
        )}
      </Loaded>
      <nav aria-label={t("menu.more")}>
        <ul className="cards">
          {PLACES.filter((place) => !place.onPhone).map(({ to, word }) => (
            <li key={to}>
              <Link to={to} className="card">
                {t(`menu.${word}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p>
        <Button onClick={() => speak(i18n.language === "en" ? "zh-CN" : "en")}>{t("language")}</Button>{" "}
        <Button onClick={() => session.end(config)}>{t("signOut")}</Button>
      </p>
    </div>
  );
}
