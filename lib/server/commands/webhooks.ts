import { parseArgs } from "node:util";
import { systemRuntime } from "#lib/core/runtime.ts";
import { webhookSecret } from "#lib/services/later/webhook-secret.ts";
import { runCommand, settingsOrExit, usageError } from "../command-line.ts";
import { openDatabase } from "../open-database.ts";

const usage = "usage: npm run webhooks -- secret";

/** `npm run webhooks`: the secret with which receivers verify what comes to a `callbackUrl`. */
await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.join(" ") !== "secret") throw usageError(usage);
  const { database, close } = await openDatabase(settingsOrExit());
  try {
    process.stdout.write(`${await webhookSecret({ database, runtime: systemRuntime })}\n`);
  } finally {
    await close();
  }
});
