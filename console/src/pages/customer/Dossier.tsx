import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Customer, isPaper } from "@/features/customers/dossiers/public";
import { MeaningTag } from "@/kit/MeaningTag";
import { Section } from "./Section";

/** The papers on file and those that are missing (C1). Their numbers are personal data and stay away. */
export function Dossier({ query }: { query: UseQueryResult<Customer> }) {
  const { t, i18n } = useTranslation(["customer", "customers"]);
  const named = (kind: string) => (isPaper(kind) ? t(`customers:papers.${kind}`) : kind);
  return (
    <Section title={t("dossier.title")} query={query}>
      {(customer) => (
        <>
          {customer.warnings?.map((notice) => (
            <p key={notice.code}>
              <MeaningTag meaning="attention">{i18n.language === "en" ? notice.en : notice.zh}</MeaningTag>
            </p>
          ))}
          <ul className="lines papers">
            {customer.missing.map((kind) => (
              <li key={kind}>
                <MeaningTag meaning="stop">{t("dossier.missing")}</MeaningTag> {named(kind)}
              </li>
            ))}
            {customer.documents?.map((paper) => (
              <li key={paper.kind}>
                <MeaningTag meaning="good">{t("dossier.filed")}</MeaningTag> {named(paper.kind)}{" "}
                <span className="quiet">
                  {paper.expires_on ? t("dossier.until", { on: paper.expires_on }) : t("dossier.openEnded")}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
