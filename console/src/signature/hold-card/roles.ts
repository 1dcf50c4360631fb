/** The roles that may release a hold; another is shown by its code. */
export const ROLES = [
  "representative",
  "clerk",
  "department_manager",
  "regional_manager",
  "deputy_general_manager",
  "finance",
  "market_administration",
  "sales_administration",
] as const;

export function isRole(text: string): text is (typeof ROLES)[number] {
  return ROLES.some((each) => each === text);
}
