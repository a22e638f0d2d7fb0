"use client";

import { Fragment, type ReactNode, startTransition, useEffect, useState } from "react";
import { whenIdle } from "./when-idle.ts";

interface InTurnProps {
  /** From top to bottom; the first is there at once. */
  parts: readonly { name: string; part: ReactNode }[];
}

/** Draws a long page part by part in moments in which the browser has nothing else to do; all of it is there soon. */
export function InTurn({ parts }: InTurnProps) {
  const [drawn, setDrawn] = useState(1);
  const isWhole = drawn >= parts.length;
  useEffect(() => {
    if (isWhole) return;
    return whenIdle(() => startTransition(() => setDrawn(drawn + 1)));
  }, [drawn, isWhole]);
  return parts.slice(0, drawn).map(({ name, part }) => <Fragment key={name}>{part}</Fragment>);
}
