import type { Database } from "#db/client.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { createLogger, type Logger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { CallModel } from "#lib/gateway/model-port.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import { createCallModel } from "#lib/models/call-model.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { OwnSignals } from "#lib/triage/rules/own-signals.ts";
import packageJson from "../../package.json" with { type: "json" };
import { getDatabase } from "./database.ts";
import type { Settings } from "./env.ts";
import { ownSignalsReader } from "./own-signals.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** Provider calls an operation may make, whatever their mix. */
const maxModelCalls = 3;

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
  ownSignals: () => Promise<OwnSignals>,
  { actor, requestId }: Caller,
): ServiceContext {
  return {
    database,
    runtime: systemRuntime,
    logger,
    policy: policyOf(settings),
    callModel,
    prices: settings.prices,
    ownSignals,
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
  const ownSignals = processSingleton("own-signals", () =>
    ownSignalsReader(getDatabase(), systemRuntime, getLogger()),
  );
  return contextFrom(getSettings(), getDatabase(), getLogger(), callModel, ownSignals, caller);
}
