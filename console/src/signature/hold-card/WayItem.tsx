import { useTranslation } from "react-i18next";
import { momentText } from "@/kit/dates";
import { MeaningTag } from "@/kit/MeaningTag";
import { moneyText } from "@/kit/money";
import { isAct, type Way } from "./reasons";
import { isRole } from "./roles";

/** One way out: what to do, who may do it, and what stays afterwards. */
export function WayItem({ way, now }: { way: Way; now: Date }) {
  const { t } = useTranslation("holds");
  const amount = way.amount ? moneyText(way.amount) : "";
  return (
    <li>
      <strong>{isAct(way.act) ? t(`acts.${way.act}`, { amount }) : `${way.act} ${amount}`}</strong>{" "}
      {way.yours && <MeaningTag meaning="running">{t("yours")}</MeaningTag>}{" "}
      {way.form && (
        <MeaningTag meaning="decision">{t("asked", { at: momentText(way.form.decide_by, now) })}</MeaningTag>
      )}
      <br />
      <span className="quiet">
        {t("who", {
          roles: way.roles.map((role) => (isRole(role) ? t(`roles.${role}`) : role)).join(t("or")),
        })}{" "}
        · {way.leaves === 0 ? t("leavesNone") : t("leaves", { count: way.leaves })}
      </span>
    </li>
  );
}
