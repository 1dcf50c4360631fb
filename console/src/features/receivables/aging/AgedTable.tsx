import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isZero, type Money, moneyText } from "@/kit/money";
import { BUCKETS, type Bucket } from "@/signature/aging/layout";
import type { Group, Sheet } from "./groups";
import type { Aged } from "./queries";
import "../table.css";

interface CellProps {
  amount: Money;
  opens: Group["opens"];
  bucket?: Bucket;
}

/** A figure that opens the invoices it is the sum of. */
function Cell({ amount, opens, bucket }: CellProps) {
  if (isZero(amount.amount)) return <td className="end quiet">{moneyText(amount)}</td>;
  const which = bucket ? { bucket } : { only_open: true as const };
  return (
    <td className="end">
      <Link to="/invoices" search={{ ...opens, currency: amount.currency, ...which }}>
        {moneyText(amount)}
      </Link>
    </td>
  );
}

function Figures({ aged, opens }: { aged: Aged; opens: Group["opens"] }) {
  return (
    <>
      {BUCKETS.map((bucket) => (
        <Cell key={bucket} amount={aged[bucket]} opens={opens} bucket={bucket} />
      ))}
      <Cell amount={aged.open} opens={opens} />
      <td className="end">{moneyText(aged.disputed)}</td>
      <td>{aged.oldest_due_on}</td>
    </>
  );
}

interface Props {
  sheet: Sheet;
  caption: string;
  /** The branch that the whole sheet is of, where one is chosen. */
  branch: string | undefined;
}

/** The aged balance in figures: groups, and under them the total of the same moment. */
export function AgedTable({ sheet, caption, branch }: Props) {
  const { t } = useTranslation("receivables");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="money-table" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("aging.group")}</th>
            {BUCKETS.map((bucket) => (
              <th key={bucket} scope="col" className="end">
                {t(`buckets.${bucket}`)}
              </th>
            ))}
            <th scope="col" className="end">
              {t("open")}
            </th>
            <th scope="col" className="end">
              {t("disputed")}
            </th>
            <th scope="col">{t("aging.oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.groups.map(({ key, name, aged, opens }) => (
            <tr key={key}>
              <th scope="row">
                {opens.branch_id ? (
                  <Link to="/aging" search={{ group: "customer", branch: opens.branch_id }}>
                    {name ?? "—"}
                  </Link>
                ) : (
                  (name ?? "—")
                )}
              </th>
              <Figures aged={aged} opens={opens} />
            </tr>
          ))}
        </tbody>
        {sheet.total && (
          <tfoot>
            <tr>
              <th scope="row">{t("aging.total")}</th>
              <Figures aged={sheet.total} opens={branch ? { branch_id: branch } : {}} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
