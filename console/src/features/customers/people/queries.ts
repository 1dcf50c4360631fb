import { queryOptions } from "@tanstack/react-query";
import { answered } from "@/api/answer";
import { customers } from "@/api/client";

/** Who I am, with my roles and the branches in my reach. */
export const meQuery = queryOptions({
  queryKey: ["customers", "me"],
  queryFn: ({ signal }) => answered(customers.GET("/me", { signal })),
  staleTime: 60_000,
});
