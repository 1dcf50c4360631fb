import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const PATIENCE_MS = 150;

/** What will stand here, in its shape; not before it would be missed. */
export function Rows({ count = 4 }: { count?: number }) {
  const { t } = useTranslation("kit");
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      <span className="sr-only">{t("loading")}</span>
      {late && <Skeleton title={false} paragraph={{ rows: count }} />}
    </div>
  );
}
