import path from "node:path";
import type { DatabaseAddress } from "#db/client.ts";
import { keptAuthSecret } from "./auth-secret.ts";
import { ensureBuild } from "./ensure-build.ts";
import type { Settings } from "./env.ts";
import { checkPort } from "./http-server.ts";
import { getLogger } from "./logger.ts";
import { reachDatabase } from "./open-database.ts";
import { type RuntimeSettings, setSettings } from "./runtime-settings.ts";
import { serve } from "./serve.ts";

const root = path.resolve(import.meta.dirname, "../..");
const say = (line: string) => process.stdout.write(`${line}\n`);

/** How people on this machine reach a server that listens on `host`. */
function localUrl({ host, port }: Pick<Settings, "host" | "port">): string {
  const isHere = ["127.0.0.1", "0.0.0.0", "::1", "::"].includes(host);
  const name = isHere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

interface StartOptions {
  dev: boolean;
  stop: AbortSignal;
  /** Runs when the database has the current schema and nobody uses it yet. */
  prepare?: (database: DatabaseAddress) => Promise<void>;
  /** Runs when use cases work and nobody is served yet. */
  beforeServing?: () => Promise<void>;
  /** What there is to know about a demonstration; null for a gateway that works. */
  demo?: RuntimeSettings["demo"];
}

/** Builds where it is needed, reaches the database and serves until `stop` aborts. */
export async function startServer(
  given: Settings,
  { dev, stop, prepare = async () => {}, beforeServing = async () => {}, demo = null }: StartOptions,
): Promise<void> {
  const settings = { ...given, port: await checkPort(given.port, given.host) };
  if (!dev) await ensureBuild(root, say, stop);
  const reached = await reachDatabase(settings, "server", (error) =>
    getLogger().error({ err: error }, "the embedded database is in trouble"),
  );
  try {
    stop.throwIfAborted();
    setSettings({
      ...settings,
      databaseAddress: reached.address,
      authSecret: settings.authSecret ?? (await keptAuthSecret(settings.dataDirectory)),
      appUrl: settings.appUrl ?? localUrl(settings),
      demo,
    });
    await prepare(reached.address);
    await serve(root, { dev, stop, say, beforeServing });
  } finally {
    await reached.release();
  }
}
