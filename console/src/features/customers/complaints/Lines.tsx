import { useTranslation } from "react-i18next";
import type { components } from "@/api/generated/customers";
import { grouped, moneyText } from "@/kit/money";

type Line = components["schemas"]["ConfirmedLine"];
type Quantity = components["schemas"]["Quantity"];

function quantityText({ value, unit }: Quantity): string {
  return `${grouped(value, 0)} ${unit}`;
}

/** The lines complained of, and what was accepted of each once the facts are confirmed. */
export function Lines({ lines, confirmed }: { lines: Line[]; confirmed: boolean }) {
  const { t } = useTranslation("complaints");
  if (lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="sheet-of-rows" tabIndex={0} aria-label={t("lines.title")}>
      <table className="rows">
        <caption>{t("lines.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("lines.product")}</th>
            <th scope="col">{t("lines.order")}</th>
            <th scope="col" className="number">
              {t("lines.qty")}
            </th>
            <th scope="col" className="number">
              {t("lines.amount")}
            </th>
            {confirmed && (
              <>
                <th scope="col" className="number">
                  {t("lines.acceptedQty")}
                </th>
                <th scope="col" className="number">
                  {t("lines.acceptedAmount")}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.shipment_id}/${line.line_id}`}>
              <th scope="row">{line.product_name}</th>
              <td>{line.order_no}</td>
              <td className="number">{quantityText(line.qty)}</td>
              <td className="number">{moneyText(line.amount)}</td>
              {confirmed && (
                <>
                  <td className="number">{quantityText(line.accepted_qty)}</td>
                  <td className="number">{moneyText(line.accepted_amount)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
