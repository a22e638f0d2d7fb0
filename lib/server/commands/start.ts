import path from "node:path";
import { parseArgs } from "node:util";
import { keptAuthSecret } from "../auth-secret.ts";
import { runCommand, settingsOrExit } from "../command-line.ts";
import { ensureBuild } from "../ensure-build.ts";
import { type Settings, setNodeMode } from "../env.ts";
import { checkPort } from "../http-server.ts";
import { getLogger } from "../logger.ts";
import { reachDatabase } from "../open-database.ts";
import { setSettings } from "../runtime-settings.ts";
import { serve } from "../serve.ts";
import { stopSignal } from "../stop-signal.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const say = (line: string) => process.stdout.write(`${line}\n`);

/** How people on this machine reach a server that listens on `host`. */
function localUrl({ host, port }: Pick<Settings, "host" | "port">): string {
  const isHere = ["127.0.0.1", "0.0.0.0", "::1", "::"].includes(host);
  const name = isHere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function start(dev: boolean, given: Settings, stop: AbortSignal): Promise<void> {
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
    });
    await serve(root, { dev, stop, say });
  } finally {
    await reached.release();
  }
}

/** `npm start` and, with `--dev`, `npm run dev`: everything from checking the environment to a clean stop. */
await runCommand(async () => {
  const { dev } = parseArgs({ options: { dev: { type: "boolean", default: false } } }).values;
  if (dev) setNodeMode("development");
  const settings = settingsOrExit();
  if (!dev) setNodeMode("production");
  const stop = stopSignal();
  try {
    await start(dev, settings, stop);
  } catch (error) {
    // Whoever stops a start that is under way gets what they asked for.
    if (!stop.aborted) throw error;
  }
});
process.exit();
