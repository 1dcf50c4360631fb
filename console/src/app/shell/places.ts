/** Where one can go, in the order of the work; a phone's foot has room for four, the rest stands on the page "me". */
export const PLACES = [
  { to: "/todo", word: "todo", onPhone: true },
  { to: "/customers", word: "customers", onPhone: true },
  { to: "/orders", word: "orders", onPhone: true },
  { to: "/shipments", word: "shipments", onPhone: false },
  { to: "/aging", word: "receivables", onPhone: false },
  { to: "/overdue", word: "overdue", onPhone: false },
  { to: "/complaints", word: "complaints", onPhone: false },
  { to: "/approvals", word: "approvals", onPhone: false },
  { to: "/me", word: "me", onPhone: true },
] as const;
