import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createDatabase } from "#db/client.ts";
import { attachEmbedded } from "#db/embedded/attach.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { type StatsQuery, statsQuerySchema } from "#lib/contracts/stats.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { productCommit } from "#lib/server/product-commit.ts";
import { getStats } from "#lib/services/stats/get-stats.ts";
import { rollUp } from "#lib/services/stats/roll-up.ts";

/**
 * `npm run bench:stats [-- --data-dir DIR | --database-url URL] [--repetitions N]`: how long each range of the dashboard
 * takes on a database that `npm run bench:seed` filled.
 */
const { values } = parseArgs({
  options: {
    repetitions: { type: "string", default: "30" },
    "data-dir": { type: "string", default: ".data/bench" },
    "database-url": { type: "string" },
  },
});
const repetitions = Number(values.repetitions);
const dayMs = 86_400_000;
const ranges = { "24 h": 1, "7 d": 7, "30 d": 30, "90 d": 90, "12 mo": 365 };
type Question = Partial<Record<keyof StatsQuery, string>>;
const questions: Record<string, Question> = {
  plain: {},
  "as the dashboard opens": { by: "model", compare: "previous", tz: "Europe/Berlin" },
  "by key": { by: "key", compare: "previous" },
  "one team": { team: "payments", compare: "previous" },
  "one team by prompt": { team: "payments", by: "prompt", compare: "previous" },
  "one model by key, New York": {
    model: "openai:gpt-5-mini",
    by: "key",
    compare: "previous",
    tz: "America/New_York",
  },
  "one team and model by source": {
    team: "payments",
    model: "openai:gpt-5-mini",
    by: "source",
    compare: "previous",
  },
};

const embedded =
  values["database-url"] === undefined
    ? await attachEmbedded({ dataDirectory: values["data-dir"], role: "command" })
    : null;
const address = embedded?.address ?? values["database-url"] ?? "";
const rows: { range: string; question: string; p50: number; p95: number }[] = [];
try {
  await migrateDatabase(address);
  const database = createDatabase(address, { connections: 4 });
  const startedMs = performance.now();
  await rollUp({ database, signal: new AbortController().signal });
  console.log(`Rolled up in ${Math.round((performance.now() - startedMs) / 1000)} s.`);
  await database.$client`vacuum (analyze) attempt_rollups, triage_rollups, review_rollups, stats_series`;
  const [found] = await database.$client<{ attempts: number; tickets: number }[]>`
    select (select count(*) from attempts)::integer as attempts, (select count(*) from tickets)::integer as tickets`;
  console.log(`${found?.attempts} attempts of ${found?.tickets} tickets`);
  for (const [range, days] of Object.entries(ranges)) {
    for (const [question, asked] of Object.entries(questions)) {
      const times: number[] = [];
      for (let turn = 0; turn <= repetitions; turn++) {
        const to = new Date();
        const from = new Date(to.getTime() - days * dayMs).toISOString();
        const query = statsQuerySchema.parse({ ...asked, from, to: to.toISOString() });
        const began = performance.now();
        await getStats({ database, runtime: systemRuntime }, query);
        // The first one finds nothing in memory.
        if (turn > 0) times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      const at = (share: number) => Math.round(times[Math.ceil(share * times.length) - 1] ?? 0);
      rows.push({ range, question, p50: at(0.5), p95: at(0.95) });
      console.log(
        `${range.padEnd(6)} ${question.padEnd(30)} p50 ${String(at(0.5)).padStart(5)} ms  p95 ${String(at(0.95)).padStart(5)} ms`,
      );
    }
  }
  const results = path.resolve(import.meta.dirname, "results");
  await mkdir(results, { recursive: true });
  await writeFile(
    path.join(results, "stats.json"),
    `${JSON.stringify({ ...found, repetitions, cpus: cpus().length, load: loadavg(), commit: await productCommit(path.resolve(import.meta.dirname, "..")), rows }, null, 2)}\n`,
  );
  await database.close();
} finally {
  await embedded?.release();
}
