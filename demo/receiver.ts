import { createServer } from "node:http";

/** Somebody who is told of cards: one address takes messages, one is out of order, one is gone for good. */
export interface Receiver {
  addresses: { takes: string; fails: string; gone: string };
  close(): Promise<void>;
}

const statusOf: ReadonlyMap<string, number> = new Map([
  ["/on-call/hooks/triage", 204],
  ["/status-page/hooks/triage", 503],
  ["/old-chat-bot/triage", 410],
]);

/** Starts it on any free port of this machine. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(statusOf.get(request.url ?? "") ?? 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no TCP address");
  const base = `http://127.0.0.1:${address.port}`;
  const [takes, fails, gone] = [...statusOf.keys()].map((path) => base + path);
  if (!takes || !fails || !gone) throw new Error("the receiver has no addresses");
  return {
    addresses: { takes, fails, gone },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
