import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Column, DataTable } from "@/kit/DataTable/DataTable";
import { momentText } from "@/kit/dates";
import { moneyText } from "@/kit/money";
import { useBody } from "@/kit/width";
import type { Shipment } from "./queries";
import { StateTag } from "./StateTag";
import "@/kit/list.css";

interface Props {
  rows: readonly Shipment[];
  now: Date;
  current?: string | undefined;
}

/** Shipments as a table on a desk, as cards on a phone; each leads to its order. */
export function ShipmentList({ rows, now, current }: Props) {
  const { t } = useTranslation("shipments");
  const body = useBody();
  const when = (at: string | null) => at && <time dateTime={at}>{momentText(at, now)}</time>;
  if (body === "phone") return <Cards rows={rows} now={now} current={current} />;
  const columns: Column<Shipment>[] = [
    { key: "note", title: t("columns.note"), cell: (row) => <Note row={row} /> },
    { key: "state", title: t("columns.state"), cell: (row) => <StateTag state={row.state} /> },
    { key: "amount", title: t("columns.amount"), figure: true, cell: (row) => moneyText(row.amount) },
    { key: "left", title: t("columns.dispatched"), cell: (row) => when(row.dispatched_at) },
    { key: "promise", title: t("columns.promise"), cell: (row) => when(row.promise_at) },
    { key: "delivered", title: t("columns.delivered"), cell: (row) => when(row.delivered_at) },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.shipment_id}
      current={current}
    />
  );
}

function Note({ row }: { row: Shipment }) {
  return (
    <Link to="/orders/$id" params={{ id: row.order_id }}>
      {row.note_no}
    </Link>
  );
}

function Cards({ rows, now, current }: Props) {
  return (
    <ul className="cards">
      {rows.map((row) => (
        <li key={row.shipment_id}>
          <Link
            to="/orders/$id"
            params={{ id: row.order_id }}
            className={row.shipment_id === current ? "card current" : "card"}
          >
            <strong>{row.note_no}</strong>
            <StateTag state={row.state} />
            <span className="end figure">{moneyText(row.amount)}</span>
            <time className="quiet" dateTime={row.dispatched_at}>
              {momentText(row.dispatched_at, now)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}
