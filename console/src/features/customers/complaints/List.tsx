import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Deadline } from "@/kit/Deadline";
import { moneyText } from "@/kit/money";
import type { ComplaintItem } from "./queries";
import { SeverityTag, StatusTag } from "./tags";

interface Props {
  items: ComplaintItem[];
  now: Date;
}

/** The desk's table of complaints. */
export function Table({ items, now }: Props) {
  const { t } = useTranslation("complaints");
  return (
    <div className="sheet-of-rows">
      <table className="rows">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.number")}</th>
            <th scope="col">{t("columns.customer")}</th>
            <th scope="col">{t("columns.due")}</th>
            <th scope="col">{t("columns.status")}</th>
            <th scope="col">{t("columns.severity")}</th>
            <th scope="col" className="number">
              {t("columns.disputed")}
            </th>
            <th scope="col">{t("columns.specialist")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.complaint_id}>
              <th scope="row">
                <Link to="/complaints/$id" params={{ id: item.complaint_id }}>
                  {item.complaint_no}
                </Link>
              </th>
              <td>{item.customer_name ?? "—"}</td>
              <td>{item.due_at ? <Deadline due={item.due_at} now={now} /> : "—"}</td>
              <td>
                <StatusTag status={item.status} />
              </td>
              <td>
                <SeverityTag severity={item.severity} />
              </td>
              <td className="number">{moneyText(item.disputed)}</td>
              <td>{item.specialist_name ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The phone's cards. */
export function Cards({ items, now }: Props) {
  return (
    <ul className="cards">
      {items.map((item) => (
        <li key={item.complaint_id}>
          <Link to="/complaints/$id" params={{ id: item.complaint_id }} className="card">
            <SeverityTag severity={item.severity} />
            <strong>{item.complaint_no}</strong>
            <span className="quiet">{item.customer_name}</span>
            <StatusTag status={item.status} />
            <span className="end">
              <strong>{moneyText(item.disputed)}</strong>{" "}
              {item.due_at && <Deadline due={item.due_at} now={now} />}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
