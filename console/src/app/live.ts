import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { follow, live, SERVICES, type Service, type Told } from "@/api/stream";

const CHANNEL = "branchline.stream";
/** Many events at once are one reason to look again. */
const GATHER_MS = 150;

interface News {
  service: Service;
  told: Told[];
}

/**
 * What is shown is asked for again when its service tells of news: keys begin with the service's name. One tab
 * holds the lines and tells the others; when it closes, the next one takes over.
 */
export function useLive(queries: QueryClient): void {
  useEffect(() => {
    const stop = new AbortController();
    const channel = new BroadcastChannel(CHANNEL);
    const changed = new Set<Service>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      for (const service of changed) queries.invalidateQueries({ queryKey: [service] });
      changed.clear();
    };
    const hear = ({ service, told }: News) => {
      if (!told.length) return;
      changed.add(service);
      timer ??= setTimeout(refresh, GATHER_MS);
    };
    channel.onmessage = (event: MessageEvent<News>) => hear(event.data);
    const lead = () => {
      live.leading = true;
      return Promise.all(
        SERVICES.map((service) =>
          follow(
            service,
            (told) => {
              hear({ service, told });
              channel.postMessage({ service, told } satisfies News);
            },
            stop.signal,
          ),
        ),
      );
    };
    navigator.locks?.request(CHANNEL, { signal: stop.signal }, lead).catch(() => undefined);
    return () => {
      stop.abort();
      clearTimeout(timer);
      channel.close();
    };
  }, [queries]);
}
