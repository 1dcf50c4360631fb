import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import {
  exposureQuery,
  type Order,
  OrderFacts,
  OrderLines,
  orderQuery,
  StageTag,
  whyQuery,
} from "@/features/orders/sales/public";
import { ofOrderQuery, ShipmentList } from "@/features/orders/shipments/public";
import { useKeys } from "@/kit/keys";
import { Loaded } from "@/kit/Loaded";
import { moneyText } from "@/kit/money";
import { useNow } from "@/kit/now";
import { Exposure } from "@/signature/exposure/Exposure";
import { HoldCards } from "@/signature/hold-card/HoldCards";
import "./order.css";

/** p11: an order, why it is held, and what would release it. */
export function OrderPage() {
  const { id } = useParams({ from: "/orders/$id" });
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const now = useNow();
  const order = useQuery(orderQuery(id));
  const why = useQuery(whyQuery(id));
  const shipments = useQuery(ofOrderQuery(id));
  useKeys({ Escape: () => navigate({ to: "/orders" }) });
  return (
    <article className="order">
      {!order.data && <h1>{t("title")}</h1>}
      <Loaded query={order} rows={2}>
        {(found) => <Head order={found} customer={why.data?.customer_name} />}
      </Loaded>
      <Section title={t("sections.why")}>
        <Loaded query={why}>{(found) => <HoldCards why={found} now={now} />}</Loaded>
      </Section>
      <Section title={t("sections.facts")}>
        <Loaded query={order}>{(found) => <OrderFacts order={found} now={now} />}</Loaded>
      </Section>
      <Section title={t("sections.lines")}>
        <Loaded query={order}>{(found) => <OrderLines order={found} />}</Loaded>
      </Section>
      <Section title={t("sections.shipments")}>
        <Loaded query={shipments}>
          {(found) =>
            found.items.length ? (
              <ShipmentList rows={found.items} now={now} />
            ) : (
              <p className="quiet">{t("noShipments")}</p>
            )
          }
        </Loaded>
      </Section>
      {order.data && (
        <Section title={t("sections.exposure")}>
          <ExposureOf order={order.data} />
        </Section>
      )}
    </article>
  );
}

function Head({ order, customer }: { order: Order; customer: string | undefined }) {
  const { t } = useTranslation("orders");
  const title = t("order", { number: order.order_no });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header>
      <h1>
        {title} {customer && <span>· {customer}</span>}
      </h1>
      <p className="amount">{moneyText(order.value)}</p>
      <p>
        <StageTag stage={order.stage} />{" "}
        {order.revision > 1 && <span className="quiet">{t("revision", { count: order.revision })}</span>}{" "}
        {order.may_ship && <span>{t("mayShip")}</span>}
      </p>
    </header>
  );
}

/** A held order is not in the customer's exposure yet: it stands on top of it. */
function ExposureOf({ order }: { order: Order }) {
  const query = useQuery(exposureQuery(order.customer_id));
  const asked = order.state === "held" ? order.value.amount : undefined;
  return <Loaded query={query}>{(found) => <Exposure exposure={found} asked={asked} />}</Loaded>;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
