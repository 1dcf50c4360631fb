import { useTranslation } from "react-i18next";
import { BUCKETS, type Bucket, layout } from "./layout";
import "./aging.css";

export interface AgingRow {
  key: string;
  name: string;
  total: string;
  amounts: Record<Bucket, string>;
}

/** One stacked bar a group, all of one currency; the table beside it tells the same in figures. */
export function AgingBars({ title, rows }: { title: string; rows: AgingRow[] }) {
  const { t } = useTranslation("receivables");
  const bars = layout(rows.map((row) => row.amounts));
  return (
    <figure className="aging" aria-hidden="true">
      <figcaption>
        {title}
        <ul className="legend">
          {BUCKETS.map((bucket) => (
            <li key={bucket} className={bucket}>
              <i />
              {t(`buckets.${bucket}`)}
            </li>
          ))}
        </ul>
      </figcaption>
      {rows.map((row, at) => (
        <div key={row.key} className="bar-row">
          <span className="name">{row.name}</span>
          <svg viewBox="0 0 1000 10" preserveAspectRatio="none" focusable="false">
            <title>{row.name}</title>
            {bars[at]?.map(({ bucket, from, width }) => (
              <rect key={bucket} className={bucket} x={from} width={width} height={10} />
            ))}
          </svg>
          <span className="figure">{row.total}</span>
        </div>
      ))}
    </figure>
  );
}
