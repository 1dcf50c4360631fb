import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Delivered, type Draft, keyOf, proposed } from "@/features/customers/complaints/public";
import { momentText } from "@/kit/dates";
import { grouped, moneyText } from "@/kit/money";
import { useNow } from "@/kit/now";

const SHOWN = 20;

interface Props {
  delivered: Delivered[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The delivered lines; a chosen one asks how much of it, and how much of its price. */
export function Goods({ delivered, draft, onChange }: Props) {
  const { t } = useTranslation(["complaints", "kit"]);
  const [shown, setShown] = useState(SHOWN);
  return (
    <fieldset>
      <legend>{t("filing.goods")}</legend>
      <ul className="goods">
        {delivered.slice(0, shown).map((line) => (
          <Choice key={keyOf(line)} line={line} draft={draft} onChange={onChange} />
        ))}
      </ul>
      {delivered.length > shown && <Button onClick={() => setShown(shown + SHOWN)}>{t("kit:more")}</Button>}
    </fieldset>
  );
}

interface ChoiceProps {
  line: Delivered;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

function Choice({ line, draft, onChange }: ChoiceProps) {
  const { t } = useTranslation("complaints");
  const now = useNow();
  const key = keyOf(line);
  const typed = draft[key];
  const { [key]: _, ...without } = draft;
  return (
    <li>
      <label className="choice">
        <input
          type="checkbox"
          checked={Boolean(typed)}
          onChange={(event) => onChange(event.target.checked ? { ...draft, [key]: proposed(line) } : without)}
        />
        <span>
          {line.product_name}{" "}
          <span className="quiet">
            {line.order_no} · {momentText(line.delivered_at, now)} · {grouped(line.qty.value, 0)}{" "}
            {line.qty.unit} · {moneyText(line.amount)}
          </span>
        </span>
      </label>
      {typed && (
        <div className="figures">
          <label>
            {t("filing.qty", { unit: line.qty.unit })}
            <input
              inputMode="decimal"
              value={typed.qty}
              onChange={(event) => onChange({ ...draft, [key]: { ...typed, qty: event.target.value } })}
            />
          </label>
          <label>
            {t("filing.amount", { currency: line.amount.currency })}
            <input
              inputMode="decimal"
              value={typed.amount}
              onChange={(event) => onChange({ ...draft, [key]: { ...typed, amount: event.target.value } })}
            />
          </label>
        </div>
      )}
    </li>
  );
}
