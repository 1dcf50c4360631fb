import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { MeaningTag } from "@/kit/MeaningTag";
import { isZero, moneyText } from "@/kit/money";
import { LadderMini } from "@/signature/ladder/Ladder";
import { StateTag } from "../StateTag";
import type { OverdueAccount } from "./queries";
import "./overdue.css";

interface Props {
  account: OverdueAccount;
  stages: number[];
  onPromise: () => void;
}

/** A customer who is overdue: how much, since when, how far dunned, and what was promised last. */
export function AccountCard({ account, stages, onPromise }: Props) {
  const { t } = useTranslation("receivables");
  const { promise } = account;
  return (
    <li className="card overdue">
      <Link
        to="/invoices"
        search={{ customer_id: account.customer_id, currency: account.overdue.currency, only_open: true }}
      >
        <strong>{account.name ?? account.customer_no ?? account.customer_id}</strong>
      </Link>
      <MeaningTag meaning="stop">{t("overdueDays", { count: account.days })}</MeaningTag>
      <LadderMini stages={stages.filter((stage) => stage > 0)} stage={account.stage} />
      <span className="quiet">
        {[account.customer_no, account.branch_name, account.owner_name].filter(Boolean).join(" · ")}
      </span>
      {promise && (
        <span>
          ⚑ {t("promise.line", { amount: moneyText(promise.amount), day: promise.pay_on })}{" "}
          <StateTag of="promise" state={promise.state} />
        </span>
      )}
      <span className="end">
        <strong className="figure">{moneyText(account.overdue)}</strong>
        {!isZero(account.disputed.amount) && (
          <span className="quiet"> {t("overdue.disputed", { amount: moneyText(account.disputed) })}</span>
        )}{" "}
        <Button className="no-print" onClick={onPromise}>
          {t("promise.do")}
        </Button>
      </span>
    </li>
  );
}
