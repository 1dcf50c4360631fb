import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useConfig } from "@/api/config";
import { session } from "@/api/session";
import { Sheet } from "@/kit/Sheet";

/** The page stays as it is until the person signs in again. */
export function Expired() {
  const { t } = useTranslation();
  const config = useConfig();
  return (
    <Sheet title={t("expired.title")}>
      <p>{t("expired.text")}</p>
      <Button type="primary" onClick={() => session.renew(config)}>
        {t("expired.again")}
      </Button>
    </Sheet>
  );
}
