"use client";

import { type RefObject, startTransition, useEffect, useState } from "react";

interface Size {
  width: number;
  height: number;
}

/** The size of an element, kept up to date; null until the browser has told it. */
export function useSize(ref: RefObject<Element | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      if (width === 0 || height === 0) return;
      // Many charts are told at once; they are drawn in steps between which the browser answers.
      startTransition(() => setSize({ width: Math.round(width), height: Math.round(height) }));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
