import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/kit/keys";
import { branchesQuery } from "./queries";
import { type CustomerSearch, customerSearch } from "./search";
import { GRADES, type Grade, STATUSES, type Status } from "./states";

/** What narrows the list; each choice is a new address. */
export function Filters({ search }: { search: CustomerSearch }) {
  const { t } = useTranslation(["customers", "kit"]);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [q, setQ] = useState(search.q ?? "");
  useEffect(() => setQ(search.q ?? ""), [search.q]);
  const branches = useQuery(branchesQuery).data ?? [];
  useKeys({ "/": () => field.current?.focus() });
  const choose = (change: Record<string, string>) =>
    navigate({ to: "/customers", search: customerSearch({ ...search, ...change }), replace: true });
  return (
    // biome-ignore lint/a11y/useSemanticElements: the oldest engines do not know the element search
    <form
      className="filters no-print"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        choose({ q });
      }}
    >
      <label className="search">
        {t("search")}
        <input
          ref={field}
          type="search"
          maxLength={120}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          aria-keyshortcuts="/"
        />
      </label>
      <Button htmlType="submit">{t("find")}</Button>
      <Choice
        label={t("columns.grade")}
        value={search.grade}
        options={(Object.keys(GRADES) as Grade[]).map((grade) => [grade, t("gradeOf", { grade })])}
        onChoose={(grade) => choose({ grade })}
      />
      <Choice
        label={t("columns.status")}
        value={search.status}
        options={(Object.keys(STATUSES) as Status[]).map((each) => [each, t(`statuses.${each}`)])}
        onChoose={(status) => choose({ status })}
      />
      <Choice
        label={t("columns.branch")}
        value={search.branch}
        options={branches.map((branch) => [branch.branch_id, branch.name])}
        onChoose={(branch) => choose({ branch })}
      />
    </form>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: (readonly [string, string])[];
  onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const { t } = useTranslation("customers");
  return (
    <label>
      {label}
      <select value={value ?? ""} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t("any")}</option>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
