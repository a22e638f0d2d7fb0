"use client";

import { type ReactNode, startTransition, useEffect, useRef, useState } from "react";

/** How far outside the window something is drawn already, so that whoever scrolls finds it there. */
const margin = "400px";

/** Draws what is costly to draw once it comes near the window. The place it takes is the parent's to keep. */
export function WhenNear({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        // Many may come near at once; they are drawn in steps between which the browser answers.
        startTransition(() => setNear(true));
        observer.disconnect();
      },
      { rootMargin: margin },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="h-full">
      {isNear ? children : null}
    </div>
  );
}
