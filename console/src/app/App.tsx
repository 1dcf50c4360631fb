import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import { useState } from "react";
import { type Config, ConfigContext } from "@/api/config";
import { Unreachable } from "@/api/problem";
import { useLive } from "./live";
import { makeRouter } from "./router";
import { useTheme } from "./theme";

const RETRIES = 3;

function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the service said is said; only what it did not say is asked again.
        retry: (failed, error) => error instanceof Unreachable && failed < RETRIES,
        staleTime: 5_000,
      },
    },
  });
}

export function App({ config }: { config: Config }) {
  const [queries] = useState(makeQueries);
  const [router] = useState(makeRouter);
  useLive(queries);
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
  return (
    <ConfigContext value={config}>
      <ConfigProvider csp={{ nonce }} theme={useTheme()} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ConfigProvider>
    </ConfigContext>
  );
}
