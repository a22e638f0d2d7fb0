/** A terminal and npm both pass Ctrl+C on: what comes this soon after the first is the same wish. */
const sameWishMs = 500;

/**
 * Aborts at the first SIGTERM or SIGINT, so that the process can end well. A second one ends it at once, with the
 * exit code shells give to a program that was interrupted.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstMs: number | null = null;
  const hear = () => {
    const nowMs = performance.now();
    if (firstMs === null) {
      firstMs = nowMs;
      controller.abort();
    } else if (nowMs - firstMs > sameWishMs) {
      process.exit(130);
    }
  };
  process.on("SIGTERM", hear);
  process.on("SIGINT", hear);
  return controller.signal;
}
