import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { emptyDatabase } from "#db/empty.ts";
import { runCommand } from "#lib/server/command-line.ts";
import { type Environment, readSettings, setNodeMode } from "#lib/server/env.ts";
import { startServer } from "#lib/server/start-server.ts";
import { stopSignal } from "#lib/server/stop-signal.ts";
import { startSimulator } from "#simulator/server.ts";
import { fillDemo } from "./fill.ts";
import { startAt } from "./first-start.ts";
import { samplePeople } from "./people.ts";
import { readAsModel } from "./reader.ts";
import { startReceiver } from "./receiver.ts";
import { storyDays } from "./story.ts";
import { sendTraffic } from "./traffic.ts";

/**
 * `npm run demo`: the same server with a simulated model, two weeks of made-up tickets and sample people, in a database
 * of its own under DATA_DIR. What it filled once stays; with `--fresh` it is made anew.
 */
const root = path.resolve(import.meta.dirname, "..");
const say = (line: string) => process.stdout.write(`${line}\n`);

/** An hour before the first of what is told. */
const firstStartBefore = (storyDays + 1) * 24 * 3_600_000 + 3_600_000;

const models = {
  TRIAGE_CHEAP_MODELS: "compatible:simulated-small,compatible:simulated-small-2",
  TRIAGE_STRONG_MODELS: "compatible:simulated-large",
};

/** Made-up prices, so that there are costs to look at. */
const prices = {
  "compatible:simulated-small": { input: 0.25, cacheRead: 0.03, output: 2 },
  "compatible:simulated-small-2": { input: 0.3, cacheRead: 0.03, output: 2.4 },
  "compatible:simulated-large": { input: 3, cacheRead: 0.3, output: 15 },
};

async function demoEnvironment(simulatorUrl: string): Promise<Environment> {
  const folder = path.join(process.env.DATA_DIR || ".data", "demo");
  await mkdir(folder, { recursive: true });
  const pricesFile = path.join(folder, "prices.json");
  await writeFile(pricesFile, JSON.stringify(prices));
  const { PORT, HOST, APP_URL, LOG_LEVEL } = process.env;
  return {
    ...{ PORT, HOST, APP_URL, LOG_LEVEL: LOG_LEVEL ?? "warn" },
    ...models,
    DATA_DIR: folder,
    COMPATIBLE_BASE_URL: `${simulatorUrl}/v1`,
    COMPATIBLE_API_KEY: "simulated",
    TRIAGE_PRICES_FILE: pricesFile,
    TRIAGE_RUNBOOKS_DIR: path.join(import.meta.dirname, "runbooks"),
  };
}

function announcePeople(): void {
  say("The model is simulated; people, tickets and figures are samples. Sign in as:");
  for (const { role, email, password } of samplePeople) say(`  ${role.padEnd(9)} ${email}  ${password}`);
}

await runCommand(async () => {
  setNodeMode("production");
  const stop = stopSignal();
  const simulator = await startSimulator({ read: readAsModel });
  const receiver = await startReceiver();
  const settings = readSettings(await demoEnvironment(simulator.url));
  const filled = path.join(settings.dataDirectory, "filled");
  const isMissing = process.argv.includes("--fresh") || !existsSync(filled);
  try {
    await startServer(settings, {
      dev: false,
      stop,
      demo: { people: samplePeople },
      async prepare(address) {
        // A fill that was cut short begins anew.
        if (!isMissing) return;
        await emptyDatabase(address);
        await startAt(Date.now() - firstStartBefore);
      },
      async beforeServing() {
        if (isMissing) {
          say("Filling the demonstration with two weeks of tickets …");
          await fillDemo(Date.now(), { simulator, receiver, root, say });
          await writeFile(filled, new Date().toISOString());
        }
        simulator.script([{ match: {}, latencyMs: 700 }]);
        announcePeople();
        void sendTraffic(stop);
      },
    });
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    await Promise.all([simulator.close(), receiver.close()]);
  }
});
process.exit();
