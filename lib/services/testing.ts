import { randomUUID } from "node:crypto";
import type { Database } from "#db/client.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createSealer } from "#lib/core/seal.ts";
import { ModelHealth } from "#lib/gateway/model-health.ts";
import { testPolicy } from "#lib/gateway/testing.ts";
import type { JobQueue } from "#lib/jobs/queue.ts";
import { createCallModel } from "#lib/models/call-model.ts";
import { createBreakers } from "#lib/models/circuit-breakers.ts";
import { createPriceTable } from "#lib/models/prices.ts";
import { createRedactor, detectors } from "#lib/redaction/redactor.ts";
import { Budgets } from "#lib/services/budgets/budgets.ts";
import { noObserver } from "#lib/services/observer.ts";
import { builtInPrompts } from "#lib/services/prompts/prompts-in-use.ts";
import { createAdmission } from "#lib/services/triage/admission.ts";
import { noOwnSignals } from "#lib/triage/rules/own-signals.ts";
import type { ServiceContext } from "./context.ts";

interface TestContext {
  database: Database;
  jobs: JobQueue;
  /** Where the simulated models are; null: none can be asked. */
  simulatorUrl: string | null;
  /** Names of simulated models in the cheap tier; none: on rules. */
  models?: readonly string[];
}

/** Whoever changes something in a test that is not about who may. */
export const testActor: Actor = { type: "system", id: "system", name: "test", scopes: ["admin"] };

/** As in production, with time for a machine that does other things too. */
export const testRedact = createRedactor({
  detectors,
  limitMs: 10_000,
});

/** The context of a service with a key, in a process of its own that has learnt nothing about its models yet. */
export function testContext({ database, jobs, simulatorUrl, models = [] }: TestContext): ServiceContext {
  const none = { apiKey: null, baseUrl: null };
  const compatible = simulatorUrl ? { apiKey: "simulated", baseUrl: `${simulatorUrl}/v1` } : none;
  const logger = createLogger("silent");
  const prices = createPriceTable({ "compatible:priced": { input: 1, output: 4 } });
  return {
    database,
    jobs,
    journal: null,
    runtime: systemRuntime,
    logger,
    observer: noObserver,
    redact: testRedact,
    sealer: createSealer("the secret of a gateway under test"),
    ownSignals: async () => noOwnSignals,
    calibration: async () => null,
    shelfVectors: null,
    allowLoopbackCallbacks: true,
    prompts: builtInPrompts,
    environment: {
      models: { cheap: models.map((model) => `compatible:${model}`), strong: [] },
      attemptTimeoutMs: 3000,
      cacheTtlSeconds: 3600,
      reviewBelow: 0.7,
    },
    policy: testPolicy(
      { cheap: models.map((model) => `compatible:${model}`) },
      { deadlineMs: 12_000, attemptTimeoutMs: 3000 },
    ),
    missingVariableOf: () => null,
    callModel: createCallModel({ openai: none, anthropic: none, google: none, compatible }),
    modelHealth: new ModelHealth(createBreakers(), systemRuntime),
    admission: createAdmission({ database, leases: database, owner: randomUUID(), logger }),
    prices,
    budgets: new Budgets({ database, runtime: systemRuntime, logger, prices }),
    limits: null,
    actor: { type: "api_key", id: "key_test", name: "test", team: "payments", scopes: ["triage:write"] },
    requestId: "req_test",
    signal: new AbortController().signal,
    version: "0.0.0",
  };
}
