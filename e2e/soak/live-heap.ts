import { once } from "node:events";

/** What is told of a process's memory after everything that could be collected was. */
export interface LiveHeap {
  measure(): Promise<{ usedBytes: number }>;
  close(): void;
}

const announced = /Debugger listening on (ws:\/\/\S+)/;

/** Node prints where its inspector listens when it is started with `--inspect`. */
export async function attachToHeap(printed: () => string): Promise<LiveHeap> {
  const address = announced.exec(printed())?.[1];
  if (address === undefined) throw new Error("the server was not started with --inspect");
  const socket = new WebSocket(address);
  await once(socket, "open");
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener("message", ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id === undefined) return;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const ask = (method: string): Promise<unknown> => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    last += 1;
    waiting.set(last, resolve);
    socket.send(JSON.stringify({ id: last, method }));
    return promise;
  };
  return {
    async measure() {
      await ask("HeapProfiler.collectGarbage");
      const usage = (await ask("Runtime.getHeapUsage")) as { usedSize: number };
      return { usedBytes: usage.usedSize };
    },
    close: () => socket.close(),
  };
}
