import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import type { CustomerItem } from "./queries";
import { GradeTag, StatusTag } from "./tags";

/** The desk's table of customers. */
export function Table({ items }: { items: CustomerItem[] }) {
  const { t } = useTranslation("customers");
  return (
    <div className="sheet-of-rows">
      <table className="rows">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.name")}</th>
            <th scope="col">{t("columns.number")}</th>
            <th scope="col">{t("columns.branch")}</th>
            <th scope="col">{t("columns.owner")}</th>
            <th scope="col">{t("columns.grade")}</th>
            <th scope="col">{t("columns.status")}</th>
            <th scope="col">{t("columns.missing")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.customer_id}>
              <th scope="row">
                <Link to="/customers/$id" params={{ id: item.customer_id }}>
                  {item.name}
                </Link>
              </th>
              <td>{item.customer_no}</td>
              <td>{item.branch_name}</td>
              <td>{item.owner_name ?? "—"}</td>
              <td>
                <GradeTag grade={item.grade} />
              </td>
              <td>
                <StatusTag status={item.status} />
              </td>
              <td>
                <Missing count={item.missing.length} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The phone's cards. */
export function Cards({ items }: { items: CustomerItem[] }) {
  return (
    <ul className="cards">
      {items.map((item) => (
        <li key={item.customer_id}>
          <Link to="/customers/$id" params={{ id: item.customer_id }} className="card">
            <strong>{item.name}</strong>
            <span className="quiet">
              {[item.customer_no, item.branch_name, item.owner_name].filter(Boolean).join(" · ")}
            </span>
            <span className="end">
              <GradeTag grade={item.grade} /> <StatusTag status={item.status} />{" "}
              <Missing count={item.missing.length} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Missing({ count }: { count: number }) {
  const { t } = useTranslation("customers");
  if (count === 0) return null;
  return <MeaningTag meaning="attention">{t("missing", { count })}</MeaningTag>;
}
