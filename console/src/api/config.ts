import { createContext, use } from "react";

/** What differs between installations; the server of this page answers it. */
export interface Config {
  issuer: string;
  clientId: string;
  environment: "production" | "development";
}

export async function readConfig(): Promise<Config> {
  const answer = await fetch("/config.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`config ${answer.status}`);
  return (await answer.json()) as Config;
}

export const ConfigContext = createContext<Config | null>(null);

export function useConfig(): Config {
  const config = use(ConfigContext);
  if (!config) throw new Error("outside of the app");
  return config;
}
