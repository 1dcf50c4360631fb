export { CREDIT_STATUSES, type Credit, creditQuery } from "./queries";
