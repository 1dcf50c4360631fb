import app from "./app.json";
import approvals from "./approvals.json";
import complaints from "./complaints.json";
import customer from "./customer.json";
import customers from "./customers.json";
import exposure from "./exposure.json";
import facts from "./facts.json";
import holds from "./holds.json";
import kit from "./kit.json";
import orders from "./orders.json";
import receivables from "./receivables.json";
import shipments from "./shipments.json";
import todo from "./todo.json";

export const words = {
  app,
  approvals,
  complaints,
  customer,
  customers,
  exposure,
  facts,
  holds,
  kit,
  receivables,
  todo,
  orders,
  shipments,
};
