import { parseArgs } from "node:util";
import { createDatabase } from "#db/client.ts";
import { attachEmbedded } from "#db/embedded/attach.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { seedDatabase } from "./seed/seed-database.ts";

/**
 * Fills a database with a year of tickets:
 * `node bench/seed.ts [--tickets N] [--seed N] [--until ISO-DATE] [--data-dir DIR | --database-url URL]`.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    until: { type: "string", default: new Date().toISOString() },
    "data-dir": { type: "string", default: ".data/bench" },
    "database-url": { type: "string" },
  },
});
const plan = {
  tickets: Number(values.tickets),
  seed: Number(values.seed),
  untilMs: Date.parse(values.until),
};
if (Object.values(plan).some((value) => !Number.isSafeInteger(value)))
  throw new Error("--tickets, --seed and --until have to be numbers and a date");

/** A seed that is cut short is thrown away. */
const fastSettings = {
  fsync: "off",
  full_page_writes: "off",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
};

const embedded =
  values["database-url"] === undefined
    ? await attachEmbedded({ dataDirectory: values["data-dir"], role: "server", settings: fastSettings })
    : null;
const address = embedded?.address ?? values["database-url"] ?? "";
try {
  await migrateDatabase(address);
  const database = createDatabase(address, { connections: 4 });
  const [found] = await database.$client<{ taken: boolean }[]>`select exists (select from tickets) as taken`;
  if (found?.taken) throw new Error("The database holds tickets already.");
  const startedMs = performance.now();
  await seedDatabase(database, plan, {
    onProgress: (stored) => {
      if (stored % 100_000 === 0)
        console.log(`${stored} tickets, ${Math.round((performance.now() - startedMs) / 1000)} s`);
    },
  });
  console.log(`Done: ${plan.tickets} tickets in ${Math.round((performance.now() - startedMs) / 1000)} s.`);
  await database.close();
} finally {
  await embedded?.release();
}
