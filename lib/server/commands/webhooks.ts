import { parseArgs } from "node:util";
import { webhookSecret } from "#lib/services/later/webhook-secret.ts";
import { withCommandContext } from "../command-context.ts";
import { runCommand, usageError } from "../command-line.ts";

const usage = "usage: npm run webhooks -- secret";

/** `npm run webhooks`: the secret with which receivers verify what comes to a `callbackUrl`. */
await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.join(" ") !== "secret") throw usageError(usage);
  const secret = await withCommandContext((ctx) => webhookSecret(ctx));
  process.stdout.write(`${secret}\n`);
});
