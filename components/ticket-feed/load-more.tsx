"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "#components/ui/button.tsx";

/** Rows are asked for before the end comes into sight. */
const aheadPx = 600;

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  failed: boolean;
  onLoad: () => void;
}

/** Loads the next page when the end of the list comes near; a button for everyone whom that does not reach. */
export function LoadMore({ hasMore, loading, failed, onLoad }: LoadMoreProps) {
  const ref = useRef<HTMLDivElement>(null);
  const load = useEffectEvent(onLoad);
  const watches = hasMore && !loading && !failed;
  useEffect(() => {
    if (!watches || !ref.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load();
      },
      { rootMargin: `${aheadPx}px` },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [watches]);
  return (
    <div ref={ref} className="flex items-center justify-center gap-3 px-4 py-6 text-xs text-ink-faint">
      {failed ? <span role="alert">The next rows could not be read.</span> : null}
      {hasMore ? (
        <Button size="sm" disabled={loading} onClick={onLoad}>
          {loading ? "Loading…" : "Load more"}
        </Button>
      ) : (
        "That is all."
      )}
    </div>
  );
}
