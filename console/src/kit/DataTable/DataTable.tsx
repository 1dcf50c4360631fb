import type { ReactNode } from "react";
import "./table.css";

/** One column: what stands in its head and in each of its cells. */
export interface Column<R> {
  key: string;
  title: string;
  cell: (row: R) => ReactNode;
  /** Figures stand at the right, digit under digit. */
  figure?: boolean;
}

interface Props<R> {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** The row that the keyboard is on. */
  current?: string | undefined;
  onOpen?: (row: R) => void;
  /** Lines of the foot: one cell a column, by its key. */
  totals?: readonly Record<string, ReactNode>[];
}

/** A list as one real table: the head and the totals stay in sight; it scrolls within itself. */
export function DataTable<R>({ caption, columns, rows, totals = [], ...own }: Props<R>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a region would be a landmark beside that of its section
    <div className="table-wrap" role="group" tabIndex={0} aria-label={caption}>
      <table className="data-table">
        <caption>
          <span className="sr-only">{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.figure ? "figure" : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={own.rowKey(row)} row={row} columns={columns} {...own} />
          ))}
        </tbody>
        {totals.length > 0 && <Foot columns={columns} lines={totals} />}
      </table>
    </div>
  );
}

type RowProps<R> = Pick<Props<R>, "columns" | "rowKey" | "current" | "onOpen"> & { row: R };

/** A press anywhere opens the row; the link in its first cell does the same by keyboard. */
function Row<R>({ row, columns, rowKey, current, onOpen }: RowProps<R>) {
  const isCurrent = rowKey(row) === current;
  return (
    <tr
      className={isCurrent ? "current" : undefined}
      aria-current={isCurrent || undefined}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest("a, button")) onOpen?.(row);
      }}
    >
      {columns.map((column, at) => {
        const className = column.figure ? "figure" : undefined;
        if (at > 0)
          return (
            <td key={column.key} className={className}>
              {column.cell(row)}
            </td>
          );
        return (
          <th key={column.key} scope="row" className={className}>
            {column.cell(row)}
          </th>
        );
      })}
    </tr>
  );
}

function Foot<R>({
  columns,
  lines,
}: {
  columns: readonly Column<R>[];
  lines: readonly Record<string, ReactNode>[];
}) {
  return (
    <tfoot>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a foot have no identity beyond their place
        <tr key={at}>
          {columns.map((column, place) =>
            place === 0 ? (
              <th key={column.key} scope="row">
                {line[column.key]}
              </th>
            ) : (
              <td key={column.key} className={column.figure ? "figure" : undefined}>
                {line[column.key]}
              </td>
            ),
          )}
        </tr>
      ))}
    </tfoot>
  );
}
