import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { ModelHealth } from "#lib/gateway/model-health.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import { createCallModel } from "#lib/models/call-model.ts";
import { createBreakers } from "#lib/models/circuit-breakers.ts";
import { createPriceTable } from "#lib/models/prices.ts";
import { createRedactor, detectors } from "#lib/redaction/redactor.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import packageJson from "../../package.json" with { type: "json" };
import { getAdmission } from "./admission.ts";
import { getDatabase } from "./database.ts";
import type { Settings } from "./env.ts";
import { getJobQueue } from "./job-queue.ts";
import { getJournal } from "./journal.ts";
import { getLogger } from "./logger.ts";
import { ownSignalsReader } from "./own-signals.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";
import { getTelemetry } from "./telemetry.ts";

/** Provider calls an operation may make, whatever their mix. */
const maxModelCalls = 3;

/** Far above what any text takes; a redaction that is slower than this has met something it was not made for. */
const redactionLimitMs = 2_000;

export const redact = createRedactor({
  detectors,
  limitMs: redactionLimitMs,
  elapsedMs: systemRuntime.elapsedMs,
});

function policyOf(settings: Settings): Policy {
  return {
    deadlineMs: settings.deadlineMs,
    attemptTimeoutMs: settings.attemptTimeoutMs,
    maxModelCalls,
    cacheTtlSeconds: settings.cacheTtlSeconds,
    reviewBelow: settings.reviewBelow,
    models: settings.models,
  };
}

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
  | "database"
  | "logger"
  | "callModel"
  | "modelHealth"
  | "prices"
  | "admission"
  | "jobs"
  | "journal"
  | "ownSignals"
  | "observer"
>;

/** How to call models, what they cost and what is learnt about them: once for a process, which remembers it. */
export function createModels(settings: Pick<Settings, "providers" | "prices">) {
  return {
    callModel: createCallModel(settings.providers),
    modelHealth: new ModelHealth(createBreakers(), systemRuntime),
    prices: createPriceTable(settings.prices),
  };
}

/** What a use case needs, built from settings and what the process has; commands use it as it is. */
export function contextFrom(settings: Settings, parts: ProcessParts, caller: Caller): ServiceContext {
  return {
    ...parts,
    ...caller,
    runtime: systemRuntime,
    policy: policyOf(settings),
    redact,
    allowLoopbackCallbacks: settings.allowLoopbackCallbacks,
    // A request that began is finished even when the server is asked to stop: the deadline bounds it.
    signal: new AbortController().signal,
    version: getVersion(),
  };
}

/** The context of a request to the running server. */
export function createServiceContext(caller: Caller): ServiceContext {
  const models = processSingleton("models", () => createModels(getSettings()));
  const [database, logger] = [getDatabase(), getLogger()];
  const admission = getAdmission(database, logger);
  const ownSignals = processSingleton("own-signals", () => ownSignalsReader(database, systemRuntime, logger));
  const parts = {
    ...models,
    database,
    logger,
    admission,
    jobs: getJobQueue(),
    journal: getJournal(),
    ownSignals,
    observer: getTelemetry().observer,
  };
  return contextFrom(getSettings(), parts, caller);
}
