import type { Database } from "#db/client.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { createLogger, type Logger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { CallModel } from "#lib/gateway/model-port.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import { createCallModel } from "#lib/models/call-model.ts";
import { createRedactor, detectors } from "#lib/redaction/redactor.ts";
import type { Admission } from "#lib/services/admission.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import packageJson from "../../package.json" with { type: "json" };
import { getAdmission } from "./admission.ts";
import { getDatabase } from "./database.ts";
import type { Settings } from "./env.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

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

export function getLogger(): Logger {
  return processSingleton("logger", () => createLogger(getSettings().logLevel));
}

interface Caller {
  actor: Actor;
  requestId: string;
}

/** What a use case needs, built from settings and a database; commands use it as it is. */
export function contextFrom(
  settings: Settings,
  database: Database,
  logger: Logger,
  callModel: CallModel,
  admission: Admission,
  { actor, requestId }: Caller,
): ServiceContext {
  return {
    database,
    runtime: systemRuntime,
    logger,
    policy: policyOf(settings),
    callModel,
    redact,
    prices: settings.prices,
    allowLoopbackCallbacks: settings.allowLoopbackCallbacks,
    admission,
    actor,
    requestId,
    // A request that began is finished even when the server is asked to stop: the deadline bounds it.
    signal: new AbortController().signal,
    version: getVersion(),
  };
}

/** The context of a request to the running server. */
export function createServiceContext(caller: Caller): ServiceContext {
  // Once for the process: it remembers which servers refuse schemas.
  const callModel = processSingleton("call-model", () => createCallModel(getSettings().providers));
  const [database, logger] = [getDatabase(), getLogger()];
  return contextFrom(getSettings(), database, logger, callModel, getAdmission(database, logger), caller);
}
