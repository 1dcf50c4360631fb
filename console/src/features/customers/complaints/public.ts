import "../rows.css";

export { type Filing, fileComplaint } from "./commands";
export { Filters } from "./Filters";
export { type Draft, filedLines, keyOf, proposed } from "./filing";
export { Cards, Table } from "./List";
export { COMPLAINTS, type Delivered, deliveriesQuery, listQuery } from "./queries";
export { KINDS, type Kind, SEVERITIES, type Severity } from "./states";
export { SeverityTag, StatusTag } from "./tags";
