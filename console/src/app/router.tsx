import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { complaintSearch, filingSearch } from "@/features/customers/complaints/search";
import { customerSearch } from "@/features/customers/dossiers/search";
import { VIEWS } from "@/features/orders/sales/states";
import type { State as ShipmentState } from "@/features/orders/shipments/queries";
import { isState } from "@/features/orders/shipments/states";
import { Crashed, NotFound } from "./fallbacks";
import { agingSearch, invoicesSearch, overdueSearch, receiptsSearch } from "./receivables";
import { Shell } from "./shell/Shell";

export const WAITING_KINDS = ["approval", "message"] as const;
export const BOXES = ["waiting", "requested", "involved"] as const;

function one<T extends string>(known: readonly T[], given: unknown): T | undefined {
  return known.find((each) => each === given);
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crashed });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/todo" });
  },
});

const todo = createRoute({
  getParentRoute: () => root,
  path: "/todo",
  validateSearch: (given: Record<string, unknown>): { kind?: (typeof WAITING_KINDS)[number] } => {
    const kind = one(WAITING_KINDS, given.kind);
    return kind ? { kind } : {};
  },
  component: lazyRouteComponent(() => import("@/pages/todo/Page"), "TodoPage"),
});

const approvals = createRoute({
  getParentRoute: () => root,
  path: "/approvals",
  validateSearch: (given: Record<string, unknown>): { box?: (typeof BOXES)[number] } => {
    const box = one(BOXES, given.box);
    return box ? { box } : {};
  },
  component: lazyRouteComponent(() => import("@/features/notifications/approvals/ListPage"), "ApprovalsPage"),
});

const approval = createRoute({
  getParentRoute: () => root,
  path: "/approvals/$id",
  component: lazyRouteComponent(() => import("@/features/notifications/approvals/Page"), "ApprovalPage"),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: "/customers",
  validateSearch: customerSearch,
  component: lazyRouteComponent(() => import("@/pages/customers/Page"), "CustomersPage"),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: "/customers/$id",
  component: lazyRouteComponent(() => import("@/pages/customer/Page"), "CustomerPage"),
});

const complaints = createRoute({
  getParentRoute: () => root,
  path: "/complaints",
  validateSearch: complaintSearch,
  component: lazyRouteComponent(() => import("@/pages/complaints/Page"), "ComplaintsPage"),
});

const filing = createRoute({
  getParentRoute: () => root,
  path: "/complaints/new",
  validateSearch: filingSearch,
  component: lazyRouteComponent(() => import("@/pages/complaint/FilePage"), "FileComplaintPage"),
});

const complaint = createRoute({
  getParentRoute: () => root,
  path: "/complaints/$id",
  component: lazyRouteComponent(() => import("@/features/customers/complaints/Page"), "ComplaintPage"),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: (given: Record<string, unknown>): { view?: (typeof VIEWS)[number] } => {
    const view = one(VIEWS, given.view);
    return view ? { view } : {};
  },
  component: lazyRouteComponent(() => import("@/features/orders/sales/ListPage"), "OrdersPage"),
});

const order = createRoute({
  getParentRoute: () => root,
  path: "/orders/$id",
  component: lazyRouteComponent(() => import("@/pages/order/Page"), "OrderPage"),
});

const shipments = createRoute({
  getParentRoute: () => root,
  path: "/shipments",
  validateSearch: (given: Record<string, unknown>): { state?: ShipmentState } => {
    return isState(given.state) ? { state: given.state } : {};
  },
  component: lazyRouteComponent(() => import("@/features/orders/shipments/ListPage"), "ShipmentsPage"),
});

const me = createRoute({
  getParentRoute: () => root,
  path: "/me",
  component: lazyRouteComponent(() => import("@/pages/me/Page"), "MePage"),
});

const aging = createRoute({
  getParentRoute: () => root,
  path: "/aging",
  validateSearch: agingSearch,
  component: lazyRouteComponent(() => import("@/features/receivables/aging/Page"), "AgingPage"),
});
const invoices = createRoute({
  getParentRoute: () => root,
  path: "/invoices",
  validateSearch: invoicesSearch,
  component: lazyRouteComponent(() => import("@/features/receivables/invoices/ListPage"), "InvoicesPage"),
});
const invoice = createRoute({
  getParentRoute: () => root,
  path: "/invoices/$id",
  component: lazyRouteComponent(() => import("@/pages/invoice/Page"), "InvoicePage"),
});
const overdue = createRoute({
  getParentRoute: () => root,
  path: "/overdue",
  validateSearch: overdueSearch,
  component: lazyRouteComponent(() => import("@/pages/overdue/Page"), "OverduePage"),
});
const receipts = createRoute({
  getParentRoute: () => root,
  path: "/receipts",
  validateSearch: receiptsSearch,
  component: lazyRouteComponent(() => import("@/features/receivables/receipts/ListPage"), "ReceiptsPage"),
});
const money = [aging, invoices, invoice, overdue, receipts] as const;
const tree = root.addChildren([
  home,
  todo,
  approvals,
  approval,
  customers,
  customer,
  complaints,
  filing,
  complaint,
  orders,
  order,
  shipments,
  me,
  ...money,
]);

export function makeRouter() {
  return createRouter({ routeTree: tree, defaultPreload: "intent", scrollRestoration: true });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
