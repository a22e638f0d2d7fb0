import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createSealer } from "#lib/core/seal.ts";
import { ModelHealth } from "#lib/gateway/model-health.ts";
import { createCallModel } from "#lib/models/call-model.ts";
import { createBreakers } from "#lib/models/circuit-breakers.ts";
import { createEmbedTexts } from "#lib/models/embed-texts.ts";
import { createPriceTable } from "#lib/models/prices.ts";
import { createRedactor, detectors } from "#lib/redaction/redactor.ts";
import { Budgets } from "#lib/services/budgets/budgets.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { createShelfVectors, type ShelfVectors } from "#lib/services/knowledge/shelf-vectors.ts";
import { CallerLimiter } from "#lib/services/limits/caller-limiter.ts";
import packageJson from "../../package.json" with { type: "json" };
import { getAdmission } from "./admission.ts";
import { calibrationReader } from "./calibration.ts";
import { getDatabase } from "./database.ts";
import { missingVariableOf, type Settings } from "./env.ts";
import { getJobQueue } from "./job-queue.ts";
import { getJournal } from "./journal.ts";
import { getLogger } from "./logger.ts";
import { ownSignalsReader } from "./own-signals.ts";
import { getPolicyMirror, policyValuesOf } from "./policy.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";
import { getTelemetry } from "./telemetry.ts";

/**
 * Far above what any text takes, on a machine that is busy with other things too: what is withheld is lost. Slower
 * than this has met something it was not made for.
 */
const redactionLimitMs = 5_000;

export const redact = processSingleton("redactor", () =>
  createRedactor({ detectors, limitMs: redactionLimitMs }),
);

export function getVersion(): string {
  return packageJson.version;
}

interface Caller {
  actor: Actor;
  requestId: string;
}

/** What lives as long as the process, or the command. */
type ProcessParts = Pick<
  ServiceContext,
  | "policy"
  | "prompts"
  | "database"
  | "logger"
  | "callModel"
  | "modelHealth"
  | "prices"
  | "budgets"
  | "limits"
  | "admission"
  | "jobs"
  | "journal"
  | "ownSignals"
  | "calibration"
  | "shelfVectors"
  | "sealer"
  | "observer"
>;

/** The budgets of a process, or of a command. */
export function createBudgets(parts: Pick<ServiceContext, "database" | "logger" | "prices">): Budgets {
  return new Budgets({ ...parts, runtime: systemRuntime });
}

/** Those of the running server. */
export function getBudgets(): Budgets {
  return processSingleton("budgets", () => {
    const { prices } = getModels();
    return createBudgets({ database: getDatabase(), logger: getLogger(), prices });
  });
}

/** What callers may use a minute, as the running server counts it. */
export function getCallerLimiter(): CallerLimiter {
  return processSingleton("caller-limiter", () => {
    const { callerLimits: defaults } = getSettings();
    return new CallerLimiter({
      database: getDatabase(),
      runtime: systemRuntime,
      logger: getLogger(),
      defaults,
    });
  });
}

const getModels = () => processSingleton("models", () => createModels(getSettings()));

/** How to call models, what they cost and what is learnt about them: once for a process, which remembers it. */
export function createModels(settings: Pick<Settings, "providers" | "prices">) {
  return {
    callModel: createCallModel(settings.providers),
    modelHealth: new ModelHealth(createBreakers(), systemRuntime),
    prices: createPriceTable(settings.prices),
  };
}

/** Runbooks by meaning, where an embedding model is configured. */
export function shelfVectorsOf(
  { embeddingModel, providers, deadlineMs }: Settings,
  { database, logger, prices }: Pick<ServiceContext, "database" | "logger" | "prices">,
): ShelfVectors | null {
  if (embeddingModel === null) return null;
  const embedTexts = createEmbedTexts(providers);
  const parts = { database, runtime: systemRuntime, logger, prices, redact, embedTexts, deadlineMs };
  return createShelfVectors({ ...parts, model: embeddingModel });
}

/** What a use case needs, built from settings and what the process has; commands use it as it is. */
export function contextFrom(settings: Settings, parts: ProcessParts, caller: Caller): ServiceContext {
  return {
    ...parts,
    ...caller,
    runtime: systemRuntime,
    environment: policyValuesOf(settings),
    missingVariableOf: (model) => missingVariableOf(settings.providers, model),
    redact,
    allowLoopbackCallbacks: settings.allowLoopbackCallbacks,
    // A request that began is finished even when the server is asked to stop: the deadline bounds it.
    signal: new AbortController().signal,
    version: getVersion(),
  };
}

/** The context of a request to the running server. */
export function createServiceContext(caller: Caller): ServiceContext {
  const [database, logger] = [getDatabase(), getLogger()];
  const admission = getAdmission(database, logger);
  const ownSignals = processSingleton("own-signals", () => ownSignalsReader(database, systemRuntime, logger));
  const calibration = processSingleton("calibration", () =>
    calibrationReader(database, systemRuntime, logger),
  );
  const parts = {
    ...getModels(),
    budgets: getBudgets(),
    limits: getCallerLimiter(),
    ...getPolicyMirror().current(),
    database,
    logger,
    admission,
    jobs: getJobQueue(),
    journal: getJournal(),
    ownSignals,
    calibration,
    shelfVectors: processSingleton("shelf-vectors", () =>
      shelfVectorsOf(getSettings(), { database, logger, prices: getModels().prices }),
    ),
    sealer: processSingleton("sealer", () => createSealer(getSettings().authSecret)),
    observer: getTelemetry().observer,
  };
  return contextFrom(getSettings(), parts, caller);
}
