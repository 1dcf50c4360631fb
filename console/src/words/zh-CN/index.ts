import app from "./app.json";
import approvals from "./approvals.json";
import exposure from "./exposure.json";
import facts from "./facts.json";
import holds from "./holds.json";
import kit from "./kit.json";
import orders from "./orders.json";
import shipments from "./shipments.json";
import todo from "./todo.json";

export const words = { app, approvals, exposure, facts, holds, kit, orders, shipments, todo };
