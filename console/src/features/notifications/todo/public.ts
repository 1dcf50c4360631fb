import { useQuery } from "@tanstack/react-query";
import { countQuery } from "./queries";

export { type Kind, type Todo, todoQuery, WAITING } from "./queries";

/** How much waits for me; undefined while nobody knows. */
export function useWaiting(): number | undefined {
  return useQuery(countQuery).data;
}
