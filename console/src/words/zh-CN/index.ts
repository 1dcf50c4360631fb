import app from "./app.json";
import approvals from "./approvals.json";
import facts from "./facts.json";
import kit from "./kit.json";
import receivables from "./receivables.json";
import todo from "./todo.json";

export const words = { app, approvals, facts, kit, receivables, todo };
