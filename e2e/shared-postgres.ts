import { once } from "node:events";
import { connect, createServer } from "node:net";
import { attachEmbedded } from "#db/embedded/attach.ts";

/**
 * An empty PostgreSQL that several servers reach over TCP. The embedded one listens on a socket file only, so a port
 * is put before it.
 */
export async function startSharedPostgres(
  dataDirectory: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const embedded = await attachEmbedded({ dataDirectory, role: "server" });
  const { address } = embedded;
  if (typeof address === "string" || !("socketPath" in address)) throw new Error("no socket file here");
  const front = createServer((client) => {
    const server = connect(address.socketPath);
    client.on("error", () => server.destroy());
    server.on("error", () => client.destroy());
    client.pipe(server).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(front, "listening");
  const listening = front.address();
  if (listening === null || typeof listening === "string") throw new Error("no port");
  return {
    url: `postgres://${address.user}@127.0.0.1:${listening.port}/${address.database}`,
    async stop() {
      front.close();
      await embedded.release();
    },
  };
}
