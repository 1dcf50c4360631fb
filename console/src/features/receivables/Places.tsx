import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

const PLACES = [
  ["aging", "/aging"],
  ["overdue", "/overdue"],
  ["invoices", "/invoices"],
  ["receipts", "/receipts"],
] as const;

/** The lists of receivables, each one step from the others. */
export function Places() {
  const { t } = useTranslation("receivables");
  return (
    <nav className="places no-print" aria-label={t("places")}>
      {PLACES.map(([place, to]) => (
        <Link key={place} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {t(`${place}.title`)}
        </Link>
      ))}
    </nav>
  );
}
