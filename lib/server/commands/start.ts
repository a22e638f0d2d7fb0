import { parseArgs } from "node:util";
import { runCommand, settingsOrExit } from "../command-line.ts";
import { setNodeMode } from "../env.ts";
import { startServer } from "../start-server.ts";
import { stopSignal } from "../stop-signal.ts";

/** `npm start` and, with `--dev`, `npm run dev`: everything from checking the environment to a clean stop. */
await runCommand(async () => {
  const { dev } = parseArgs({ options: { dev: { type: "boolean", default: false } } }).values;
  if (dev) setNodeMode("development");
  const settings = settingsOrExit();
  if (!dev) setNodeMode("production");
  const stop = stopSignal();
  try {
    await startServer(settings, { dev, stop });
  } catch (error) {
    // Whoever stops a start that is under way gets what they asked for.
    if (!stop.aborted) throw error;
  }
});
process.exit();
