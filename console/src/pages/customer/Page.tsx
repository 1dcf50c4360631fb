import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/problem";
import { NotFound } from "@/app/fallbacks";
import { type Customer, customerQuery, GradeTag, StatusTag } from "@/features/customers/dossiers/public";
import { Loaded } from "@/kit/Loaded";
import { useNow } from "@/kit/now";
import { Complaints } from "./Complaints";
import { Deliveries } from "./Deliveries";
import { Dossier } from "./Dossier";
import { Holds } from "./Holds";
import { CreditPart, Standing } from "./Money";
import "@/kit/list.css";
import "@/kit/facts.css";
import "./customer.css";

/** p6: all that the services know of a customer; each part loads and fails by itself. */
export function CustomerPage() {
  const { id } = useParams({ from: "/customers/$id" });
  const query = useQuery(customerQuery(id));
  const now = useNow();
  if (query.error instanceof Refused && query.error.problem.status === 404) return <NotFound />;
  return (
    <article className="customer" key={id}>
      <Head query={query} />
      <Standing id={id} />
      <Holds id={id} now={now} />
      <CreditPart id={id} now={now} />
      <Dossier query={query} />
      <Complaints id={id} now={now} />
      <Deliveries id={id} now={now} />
    </article>
  );
}

function Head({ query }: { query: UseQueryResult<Customer> }) {
  const { t } = useTranslation(["customer", "customers"]);
  const name = query.data?.name;
  useEffect(() => {
    if (name) document.title = name;
  }, [name]);
  return (
    <header>
      <h1>{name ?? t("title")}</h1>
      <Loaded query={query} rows={1}>
        {(customer) => (
          <p>
            <StatusTag status={customer.status} /> <GradeTag grade={customer.grade} />{" "}
            <span className="quiet">
              {[customer.customer_no, customer.branch_name, customer.owner_name].filter(Boolean).join(" · ")}
            </span>
            {customer.grade_reason && (
              <span className="quiet"> · {t("gradeReason", { reason: customer.grade_reason })}</span>
            )}
            {customer.closed_because && <span className="quiet"> · {customer.closed_because}</span>}
          </p>
        )}
      </Loaded>
    </header>
  );
}
