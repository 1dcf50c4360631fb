import "../rows.css";

export { Filters } from "./Filters";
export { Cards, Table } from "./List";
export { type Customer, customerQuery, listQuery } from "./queries";
export { isPaper, PAPERS } from "./states";
export { GradeTag, StatusTag } from "./tags";
