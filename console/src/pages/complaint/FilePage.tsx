import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deliveriesQuery } from "@/features/customers/complaints/public";
import { customerQuery } from "@/features/customers/dossiers/public";
import { Empty } from "@/kit/Empty";
import { Loaded } from "@/kit/Loaded";
import { FileForm } from "./FileForm";
import "@/kit/list.css";
import "./file.css";

/** Take a complaint in, from what was delivered to a customer (C9, C11). */
export function FileComplaintPage() {
  const { t } = useTranslation("complaints");
  const { customer } = useSearch({ from: "/complaints/new" });
  return (
    <div className="page filing">
      <h1>{t("filing.title")}</h1>
      {customer ? (
        <Filing customer={customer} />
      ) : (
        <Empty title={t("filing.whose.title")} text={t("filing.whose.text")}>
          <Link to="/customers">{t("filing.whose.choose")}</Link>
        </Empty>
      )}
    </div>
  );
}

function Filing({ customer }: { customer: string }) {
  const { t } = useTranslation("complaints");
  const card = useQuery(customerQuery(customer)).data;
  const query = useQuery(deliveriesQuery(customer));
  return (
    <>
      <p>
        <Link to="/customers/$id" params={{ id: customer }}>
          {card?.name ?? t("columns.customer")}
        </Link>
      </p>
      <Loaded query={query}>
        {(delivered) =>
          delivered.length === 0 ? (
            <Empty title={t("filing.nothing.title")} text={t("filing.nothing.text")} />
          ) : (
            <FileForm key={customer} customer={customer} delivered={delivered} />
          )
        }
      </Loaded>
    </>
  );
}
