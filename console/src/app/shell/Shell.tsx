import { Outlet } from "@tanstack/react-router";
import { Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { session } from "@/api/session";
import { Rows } from "@/kit/Rows";
import { useBody } from "@/kit/width";
import { Expired } from "./Expired";
import { Menu } from "./Menu";
import "./shell.css";

/** What stands around every page: the menu at the side of a desk, tabs at the foot of a phone. */
export function Shell() {
  const { t } = useTranslation();
  const body = useBody();
  const expired = useSyncExternalStore(session.watch, () => session.expired);
  return (
    <div className={`shell ${body}`}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <Menu body={body} />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Rows />}>
          <Outlet />
        </Suspense>
      </main>
      {expired && <Expired />}
    </div>
  );
}
