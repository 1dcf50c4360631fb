import { useEffect, useState } from "react";

const EVERY_MS = 30_000;

/** The device's time, moved on twice a minute, for what is told relative to it. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
