import { once } from "node:events";
import path from "node:path";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createSetupToken, needsSetup } from "#lib/services/access/setup.ts";
import { syncEnvironmentBudget } from "#lib/services/budgets/manage-budgets.ts";
import { adoptEnvironment } from "#lib/services/policy/policies.ts";
import { installBuiltInPrompt } from "#lib/services/prompts/prompts.ts";
import { getAdmission } from "./admission.ts";
import { installBuiltInSets } from "./built-in-sets.ts";
import { createServiceContext, getBudgets, getVersion } from "./context.ts";
import { getDatabase } from "./database.ts";
import { getEvalRunner } from "./eval-runner.ts";
import { createGatewayServer } from "./http-server.ts";
import { getJobQueue } from "./job-queue.ts";
import { storeJournal, watchJournal } from "./journal.ts";
import { getKeyMirror } from "./key-mirror.ts";
import { getLogger } from "./logger.ts";
import { duringOutages } from "./outage-page.ts";
import { getPolicyMirror, policyValuesOf } from "./policy.ts";
import { announceReplica } from "./replica.ts";
import { getSettings } from "./runtime-settings.ts";
import { startTracing } from "./start-tracing.ts";
import { getTracing } from "./tracing.ts";
import { untilDone } from "./until-done.ts";
import { startWorkers } from "./workers.ts";

/** Over the longest operation, so that a draining server cuts nobody off. */
const drainMarginMs = 5_000;

async function prepareNext(root: string, dev: boolean) {
  // Not imported at the top: Next looks at NODE_ENV while it is loaded.
  const { default: next } = await import("next");
  const { host: hostname, port } = getSettings();
  const app = next({ dev, dir: root, hostname, port, quiet: !dev });
  await app.prepare();
  return app;
}

/** The first policy comes from the environment; what it says anew counts, and the log says so. */
async function preparePolicy(): Promise<void> {
  const actor = { type: "system", id: "system", name: "environment", scopes: [] } as const;
  const environment = policyValuesOf(getSettings());
  const world = { database: getDatabase(), runtime: systemRuntime, actor };
  const { version, changed } = await adoptEnvironment({ ...world, environment });
  await installBuiltInPrompt({ ...world, version: getVersion() });
  if (changed.length > 0) getLogger().info({ version, changed }, "the environment changes the policy");
  await getPolicyMirror().start();
}

/** The sets of this release are there, and runs that wait are worked on. Tickets do not wait for it. */
async function prepareEvals(root: string): Promise<void> {
  const actor = { type: "system", id: "system", name: "Triage Gateway", scopes: [] } as const;
  const ctx = createServiceContext({ actor, requestId: systemRuntime.newId("req") });
  try {
    await installBuiltInSets(ctx, path.join(root, "evals/sets"));
  } finally {
    getEvalRunner().wake();
  }
}

/** The environment's budget holds before the first ticket comes. */
async function prepareBudgets(): Promise<void> {
  const { dailyBudgetUsd } = getSettings();
  await syncEnvironmentBudget({ database: getDatabase(), runtime: systemRuntime }, dailyBudgetUsd);
  getBudgets().start();
}

/** Where nobody can sign in yet, tells the way to the first account. */
async function offerSetup(say: (line: string) => void): Promise<void> {
  const { appUrl } = getSettings();
  const ctx = { database: getDatabase(), runtime: systemRuntime };
  if (!(await needsSetup(ctx))) return;
  const token = await createSetupToken(ctx);
  say(`Create the first administrator here, once: ${appUrl}/set-up?token=${token}`);
}

interface ServeOptions {
  dev: boolean;
  stop: AbortSignal;
  say: (line: string) => void;
  /** Runs when use cases work and nobody is served yet. */
  beforeServing: () => Promise<void>;
}

/**
 * Serves until `stop` aborts, then finishes what is in flight. Needs the settings and a database with the current
 * schema.
 */
export async function serve(root: string, { dev, stop, say, beforeServing }: ServeOptions): Promise<void> {
  const { host, port, appUrl, deadlineMs } = getSettings();
  await startTracing();
  const app = await prepareNext(root, dev);
  try {
    stop.throwIfAborted();
    const isAway = () => getDatabase().availability?.isUp() === false;
    const server = createGatewayServer(duringOutages(app.getRequestHandler(), isAway), { upgrades: dev });
    await prepareBudgets();
    await preparePolicy();
    await beforeServing();
    stop.throwIfAborted();
    await getKeyMirror().start();
    await startWorkers();
    const stopWatching = watchJournal();
    const leave = announceReplica();
    await server.listen(port, host);
    say(`Triage Gateway ${getVersion()} is ready: ${appUrl}`);
    await Promise.all([
      untilDone("preparing the evals", () => prepareEvals(root), stop),
      untilDone("offering the set-up", () => offerSetup(say), stop),
    ]);
    if (!stop.aborted) await once(stop, "abort");
    say("Stopping: finishing what is in flight.");
    // Jobs go back to the queue at once; requests are finished.
    await Promise.all([
      getJobQueue().stop(),
      getEvalRunner().stop(),
      server.drain(deadlineMs + drainMarginMs),
    ]);
    stopWatching();
    await leave();
    getKeyMirror().stop();
    getPolicyMirror().stop();
    await storeJournal();
    await getBudgets().stop();
  } finally {
    await app.close();
    await getAdmission(getDatabase(), getLogger()).close();
    await getDatabase().close();
    await getTracing()?.stop();
  }
}
