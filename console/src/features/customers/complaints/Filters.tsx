import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type ComplaintSearch, complaintSearch } from "./search";
import { SEVERITIES, type Severity, STATUSES, type Status } from "./states";

/** What narrows the list; each choice is a new address. */
export function Filters({ search }: { search: ComplaintSearch }) {
  const { t } = useTranslation("complaints");
  const navigate = useNavigate();
  const choose = (change: Record<string, string>) =>
    navigate({ to: "/complaints", search: complaintSearch({ ...search, ...change }), replace: true });
  return (
    <div className="filters no-print">
      <label>
        {t("columns.status")}
        <select value={search.status ?? ""} onChange={(event) => choose({ status: event.target.value })}>
          <option value="">{t("any")}</option>
          {(Object.keys(STATUSES) as Status[]).map((status) => (
            <option key={status} value={status}>
              {t(`statuses.${status}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("columns.severity")}
        <select value={search.severity ?? ""} onChange={(event) => choose({ severity: event.target.value })}>
          <option value="">{t("any")}</option>
          {(Object.keys(SEVERITIES) as Severity[]).map((severity) => (
            <option key={severity} value={severity}>
              {t(`severities.${severity}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
