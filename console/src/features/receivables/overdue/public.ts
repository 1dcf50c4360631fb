export { AccountCard } from "./AccountCard";
export { OVERDUE, type OverdueAccount, overdueQuery } from "./queries";
export { Stages } from "./Stages";
export { Strip } from "./Strip";
