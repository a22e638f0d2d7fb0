"use client";

import { dateFormat } from "./date-format.ts";
import { useInBrowser } from "./use-in-browser.ts";

interface ExactTimeProps {
  /** ISO 8601. */
  at: string;
  className?: string;
}

/** A moment as date and time in the viewer's zone, the zone on hover; in UTC until the browser says which zone. */
export function ExactTime({ at, className }: ExactTimeProps) {
  const inBrowser = useInBrowser();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={inBrowser ? exactTimeText(moment) : undefined} className={className}>
      {inBrowser
        ? dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(moment)
        : `${at.slice(0, 16).replace("T", " ")} UTC`}
    </time>
  );
}

/** A moment to the second, with the viewer's zone. */
export function exactTimeText(moment: Date): string {
  return dateFormat({ dateStyle: "medium", timeStyle: "long" }).format(moment);
}
