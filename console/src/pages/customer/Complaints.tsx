import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Cards, listQuery } from "@/features/customers/complaints/public";
import { Section } from "./Section";

/** The customer's complaints, what is due first on top, and the way to file one. */
export function Complaints({ id, now }: { id: string; now: Date }) {
  const { t } = useTranslation(["customer", "complaints", "kit"]);
  const query = useInfiniteQuery(listQuery({ customer_id: id }));
  return (
    <Section title={t("complaints:title")} query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            {items.length === 0 && <p className="quiet">{t("complaintsNone")}</p>}
            <Cards items={items} now={now} />
            {query.hasNextPage && (
              <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                {t("kit:more")}
              </Button>
            )}
            <Link className="act no-print" to="/complaints/new" search={{ customer: id }}>
              {t("complaints:filing.open")}
            </Link>
          </>
        );
      }}
    </Section>
  );
}
