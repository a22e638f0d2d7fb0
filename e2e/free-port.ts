import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that Linux (from 32768) and others (from 49152) lend to outgoing connections. */
const [lowest, highest] = [20_000, 32_000];

/**
 * A port of this machine on which a server can be started a moment later. Not one of those that the system lends to
 * outgoing connections, as port 0 would give: until the server listens, any connection could take such a port.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    const server = createServer();
    try {
      await once(server.listen(port, "127.0.0.1"), "listening");
    } catch {
      continue;
    }
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
