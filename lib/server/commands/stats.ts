import { parseArgs } from "node:util";
import { rebuild } from "#lib/services/stats/roll-up.ts";
import { runCommand, settingsOrExit, usageError } from "../command-line.ts";
import { openDatabase } from "../open-database.ts";

/** `npm run stats`: counts the figures of the dashboards anew, while the server runs and while it does not. */
await runCommand(async () => {
  const { positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true });
  if (positionals.join(" ") !== "rebuild") throw usageError("usage: npm run stats -- rebuild");
  const { database, close } = await openDatabase(settingsOrExit());
  try {
    await rebuild({ database }, (until) => process.stderr.write(`until ${until.toISOString()}\n`));
    process.stdout.write("The figures are up to date.\n");
  } finally {
    await close();
  }
});
