import { useTranslation } from "react-i18next";
import { entries, type Fact, isMoney, isQuantity, isRecord, isRecords } from "./facts";
import { grouped, moneyText } from "./money";
import "./facts.css";

/** What a decision rests on, whatever the kind of form: names and values, lines as a table. */
export function FactList({ facts }: { facts: Record<string, unknown> }) {
  const all = entries(facts);
  return (
    <>
      <dl className="facts">
        {all
          .filter(([, fact]) => !isRecords(fact) && !isRecord(fact))
          .map(([name, fact]) => (
            <div key={name}>
              <dt>
                <Name of={name} />
              </dt>
              <dd>
                <Value of={fact} />
              </dd>
            </div>
          ))}
      </dl>
      {all.map(([name, fact]) => {
        if (isRecords(fact)) return <FactTable key={name} name={name} rows={fact} />;
        if (!isRecord(fact)) return null;
        return (
          <section key={name} className="inner">
            <h3>
              <Name of={name} />
            </h3>
            <FactList facts={fact} />
          </section>
        );
      })}
    </>
  );
}

function Name({ of: name }: { of: string }) {
  const { t, i18n } = useTranslation("facts");
  return <>{i18n.exists(`facts:names.${name}`) ? t(`names.${name as "amount"}`) : name}</>;
}

function Value({ of: fact }: { of: Fact }) {
  const { t } = useTranslation("facts");
  if (fact === null || (Array.isArray(fact) && fact.length === 0))
    return <span className="quiet">{t("none")}</span>;
  if (isMoney(fact)) return <span className="figure">{moneyText(fact)}</span>;
  if (isQuantity(fact)) return <span className="figure">{`${grouped(fact.value, 0)} ${fact.unit}`}</span>;
  if (typeof fact === "boolean") return <>{t(fact ? "yes" : "no")}</>;
  if (isRecords(fact)) return <Short of={fact} />;
  return <>{String(fact)}</>;
}

function Short({ of: rows }: { of: Record<string, Fact>[] }) {
  return (
    <ul className="short">
      {rows.map((row) => (
        <li key={JSON.stringify(row)}>
          {entries(row).map(([name, fact]) => (
            <span key={name}>
              <Value of={fact} />{" "}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function FactTable({ name, rows }: { name: string; rows: Record<string, Fact>[] }) {
  const columns = [...new Set(rows.flatMap((row) => entries(row).map(([column]) => column)))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard
    <section className="wide inner" tabIndex={0} aria-label={name}>
      <table className="fact-table">
        <caption>
          <Name of={name} />
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                <Name of={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((column) => (
                <td key={column}>
                  <Value of={row[column] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
