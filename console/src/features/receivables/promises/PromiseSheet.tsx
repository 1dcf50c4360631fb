import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "@/api/command";
import { type Money, moneyText } from "@/kit/money";
import { ProblemNote } from "@/kit/ProblemNote";
import { Sheet } from "@/kit/Sheet";
import { promise } from "./commands";
import "./promise.css";

export interface Promisable {
  customer_id: string;
  customer: string;
  /** What is owed: proposed as the amount. */
  owed: Money;
  /** The first day that may be promised, `2026-11-24`. */
  today: string;
  /** Without invoices the promise is on account. */
  invoice_ids: string[];
  /** A promise that is not kept yet, and that the new one may replace. */
  before: { promise_id: string; amount: Money; pay_on: string } | null;
}

interface Props {
  of: Promisable;
  onClose: () => void;
  onDone: () => void;
}

/** 记承诺: how much until when; it rests the dunning until that day. */
export function PromiseSheet({ of, onClose, onDone }: Props) {
  const { t } = useTranslation(["receivables", "kit"]);
  const command = useCommand(
    (form: FormData, key: string) => promise(of.customer_id, read(form, of), key),
    onDone,
  );
  const [replaces, setReplaces] = useState(true);
  return (
    <Sheet title={t("promise.title", { customer: of.customer })} onClose={onClose}>
      <form
        className="promise"
        onSubmit={(event) => {
          event.preventDefault();
          command.run(new FormData(event.currentTarget));
        }}
      >
        <label>
          {t("amount")} ({of.owed.currency})
          <input
            name="amount"
            inputMode="decimal"
            pattern="\d{1,16}(\.\d{1,2})?"
            required
            defaultValue={of.owed.amount}
          />
        </label>
        <label>
          {t("promise.payOn")}
          <input name="pay_on" type="date" min={of.today} required />
        </label>
        <label>
          {t("promise.remarks")}
          <textarea name="remarks" rows={2} maxLength={500} />
        </label>
        {of.before && (
          <label className="choice">
            <input
              name="replaces"
              type="checkbox"
              checked={replaces}
              onChange={(event) => setReplaces(event.target.checked)}
            />
            {t("promise.replaces", { amount: moneyText(of.before.amount), day: of.before.pay_on })}
          </label>
        )}
        <p className="quiet">{t("promise.effect")}</p>
        {command.problem && <ProblemNote problem={command.problem} />}
        {command.state === "checking" && <p role="status">{t("kit:checking")}</p>}
        {command.state === "unknown" && <p role="alert">{t("kit:unknown")}</p>}
        <div className="acts">
          <Button onClick={onClose}>{t("kit:cancel")}</Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={command.state === "busy" || command.state === "checking"}
          >
            {t("promise.do")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function read(form: FormData, of: Promisable) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    amount: { amount: text("amount"), currency: of.owed.currency },
    pay_on: text("pay_on"),
    invoice_ids: of.invoice_ids,
    replaces_id: of.before && form.has("replaces") ? of.before.promise_id : null,
    remarks: text("remarks") || null,
  };
}
