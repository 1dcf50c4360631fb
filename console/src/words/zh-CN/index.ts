import app from "./app.json";
import approvals from "./approvals.json";
import complaints from "./complaints.json";
import customer from "./customer.json";
import customers from "./customers.json";
import facts from "./facts.json";
import kit from "./kit.json";
import receivables from "./receivables.json";
import todo from "./todo.json";

export const words = { app, approvals, complaints, customer, customers, facts, kit, receivables, todo };
