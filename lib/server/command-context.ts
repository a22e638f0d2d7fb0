import { findActivePolicy } from "#db/queries/policies.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createSealer } from "#lib/core/seal.ts";
import { policyFrom } from "#lib/gateway/policy.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { syncEnvironmentBudget } from "#lib/services/budgets/manage-budgets.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { noObserver } from "#lib/services/observer.ts";
import { effectivePolicy } from "#lib/services/policy/effective-policy.ts";
import { loadPromptsInUse } from "#lib/services/prompts/prompts-in-use.ts";
import { admissionOf } from "./admission.ts";
import { keptAuthSecret } from "./auth-secret.ts";
import { calibrationReader } from "./calibration.ts";
import { commandLine, settingsOrExit } from "./command-line.ts";
import { contextFrom, createBudgets, createModels, shelfVectorsOf } from "./context.ts";
import { openDatabase } from "./open-database.ts";
import { ownSignalsReader } from "./own-signals.ts";
import { policyValuesOf } from "./policy.ts";

/** Runs a use case from the command line, with the settings and the database that the server would use. */
export async function withCommandContext<Result>(
  task: (ctx: ServiceContext) => Promise<Result>,
): Promise<Result> {
  const settings = settingsOrExit();
  const { database, close } = await openDatabase(settings);
  try {
    const caller = { actor: commandLine, requestId: systemRuntime.newId("req") };
    // A command's answer is its own; what the log says at info would only be in the way.
    const logger = createLogger("warn");
    const admission = admissionOf(database, logger);
    const jobs = new PgBossQueue(database, logger, { supervise: false });
    const ownSignals = ownSignalsReader(database, systemRuntime, logger);
    const models = createModels(settings);
    const budgets = createBudgets({ database, logger, prices: models.prices });
    if (settings.dailyBudgetUsd !== null) {
      await syncEnvironmentBudget({ database, runtime: systemRuntime }, settings.dailyBudgetUsd);
    }
    const effective = effectivePolicy(await findActivePolicy(database), policyValuesOf(settings));
    const policy = policyFrom(effective, settings);
    const prompts = await loadPromptsInUse(database, effective.content.prompts);
    const parts = {
      ...models,
      budgets,
      limits: null,
      policy,
      prompts,
      database,
      logger,
      admission,
      jobs,
      journal: null,
      ownSignals,
      calibration: calibrationReader(database, systemRuntime, logger),
      shelfVectors: shelfVectorsOf(settings, { database, logger, prices: models.prices }),
      sealer: createSealer(settings.authSecret ?? (await keptAuthSecret(settings.dataDirectory))),
      observer: noObserver,
    };
    try {
      return await task(contextFrom(settings, parts, caller));
    } finally {
      await Promise.all([jobs.stop(), budgets.stop()]);
    }
  } finally {
    await close();
  }
}
