"use client";

import { useEffect, useState } from "react";

/** A text that is typed, once typing has paused. */
export function useSettledText(typed: string, pauseMs: number): string {
  const [text, setText] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, pauseMs]);
  return text;
}
