import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { readConfig } from "@/api/config";
import { session } from "@/api/session";
import { App } from "@/app/App";
import { startI18n } from "@/app/i18n";
import { Unstarted } from "@/app/Unstarted";
import "@/app/base.css";

const root = createRoot(document.getElementById("root") as HTMLElement);

async function start(): Promise<void> {
  await startI18n();
  const config = await readConfig();
  const path = await session.start(config);
  if (path === null) return;
  history.replaceState(null, "", path);
  root.render(
    <StrictMode>
      <App config={config} />
    </StrictMode>,
  );
}

start().catch(() => root.render(<Unstarted />));
