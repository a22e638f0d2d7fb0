import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { attachEmbedded } from "#db/embedded/attach.ts";
import { freePort } from "./free-port.ts";

export interface SharedPostgres {
  url: string;
  /** Connections that are open to it. */
  connections(): number;
  /** Ends it, and every connection to it. */
  stop(): Promise<void>;
  /** After a stop: the same data behind the same address. */
  start(): Promise<void>;
}

const listening = (front: Server, port: number) => once(front.listen(port, "127.0.0.1"), "listening");

/**
 * An empty PostgreSQL that several servers reach over TCP, and that can go away and come back. The embedded one listens
 * on a socket file only, so a port is put before it.
 */
export async function startSharedPostgres(dataDirectory: string): Promise<SharedPostgres> {
  const attach = () => attachEmbedded({ dataDirectory, role: "server" });
  let embedded = await attach();
  const sockets = new Set<Socket>();
  const front = createServer((client) => {
    const { address } = embedded;
    if (typeof address === "string" || !("socketPath" in address)) throw new Error("no socket file here");
    const server = connect(address.socketPath);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("error", () => server.destroy()).on("close", () => server.destroy());
    server.on("error", () => client.destroy()).on("close", () => client.destroy());
    client.pipe(server).pipe(client);
  });
  const port = await freePort();
  await listening(front, port);
  const { address } = embedded;
  if (typeof address === "string") throw new Error("no socket file here");
  return {
    url: `postgres://${address.user}@127.0.0.1:${port}/${address.database}`,
    connections: () => sockets.size / 2,
    async stop() {
      front.close();
      for (const socket of sockets) socket.destroy();
      await embedded.release();
    },
    async start() {
      embedded = await attach();
      await listening(front, port);
    },
  };
}
