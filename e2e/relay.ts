import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can be cut and mended, as a network is. */
export interface Relay {
  url: string;
  /** Breaks every connection, and those that are tried from now on. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Starts a relay before the server at `url`, on a port of its own and the same host. */
export async function startRelay(url: string): Promise<Relay> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const relay = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    for (const socket of [near, far]) {
      sockets.add(socket);
      // Whichever end breaks, the other one does.
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    if (isCut) near.destroy();
    else near.pipe(far).pipe(near);
  });
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  relay.listen(0, hostname);
  await once(relay, "listening");
  return {
    url: `http://${hostname}:${(relay.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      relay.close();
      await once(relay, "close");
    },
  };
}
