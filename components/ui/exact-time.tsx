"use client";

import type { MouseEvent } from "react";
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
    <time dateTime={at} onMouseEnter={showExactTime} className={className}>
      {inBrowser
        ? dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(moment)
        : `${at.slice(0, 16).replace("T", " ")} UTC`}
    </time>
  );
}

/** A moment to the second, with the viewer's zone. */
export const exactTimeText = (moment: Date): string =>
  dateFormat({ dateStyle: "medium", timeStyle: "long" }).format(moment);

/** Gives what is pointed at its exact moment; a list of a hundred ages formats none that nobody asks about. */
export function showExactTime({ currentTarget }: MouseEvent<HTMLTimeElement>): void {
  currentTarget.title = exactTimeText(new Date(currentTarget.dateTime));
}
