import type { Database } from "#db/client.ts";
import type { Actor } from "#lib/contracts/access.ts";
import type { CalibrationVersion } from "#lib/contracts/calibration.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import type { Sealer } from "#lib/core/seal.ts";
import type { PriceTable } from "#lib/gateway/cost.ts";
import type { ModelHealth } from "#lib/gateway/model-health.ts";
import type { CallModel } from "#lib/gateway/model-port.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import type { JobQueue } from "#lib/jobs/queue.ts";
import type { Journal } from "#lib/journal/journal.ts";
import type { Redact } from "#lib/redaction/redactor.ts";
import type { Budgets } from "#lib/services/budgets/budgets.ts";
import type { ShelfVectors } from "#lib/services/knowledge/shelf-vectors.ts";
import type { CallerLimiter } from "#lib/services/limits/caller-limiter.ts";
import type { Observer } from "#lib/services/observer.ts";
import type { EnvironmentValues } from "#lib/services/policy/environment-policy.ts";
import type { PromptsInUse } from "#lib/services/prompts/prompts-in-use.ts";
import type { Admission } from "#lib/services/triage/admission.ts";
import type { OwnSignals } from "#lib/triage/rules/own-signals.ts";

/** What every use case gets: who asks, and the world to act on. */
export interface ServiceContext {
  database: Database;
  runtime: Runtime;
  logger: Logger;
  policy: Policy;
  /** The prompts that the policy names. */
  prompts: PromptsInUse;
  /** What the environment says of the policy. */
  environment: EnvironmentValues;
  callModel: CallModel;
  /** The variable of the environment without which a model cannot be asked; null when nothing is missing. */
  missingVariableOf: (model: string) => string | null;
  /** Takes secrets and personal data out of what came in; rejects when it cannot vouch for its answer. */
  redact: Redact;
  /** Makes callback addresses unreadable before they are stored. */
  sealer: Sealer;
  /** What this process has learnt about its models. */
  modelHealth: ModelHealth;
  prices: PriceTable;
  budgets: Budgets;
  /** What callers may use a minute; null where there are no callers. */
  limits: CallerLimiter | null;
  /** Whether a callback may go to this machine: only in development. */
  allowLoopbackCallbacks: boolean;
  admission: Admission;
  /** For metrics and spans. */
  observer: Observer;
  jobs: JobQueue;
  /** Where answers wait while the database is away; null where nobody would store them later. */
  journal: Journal | null;
  /** What the organisation taught the rules engine; never rejects. */
  ownSignals: () => Promise<OwnSignals>;
  /** Runbooks by meaning; null where no embedding model is configured. */
  shelfVectors: ShelfVectors | null;
  /** What reviewed cards say of confidence; null before the first of it. Never rejects. */
  calibration: () => Promise<CalibrationVersion | null>;
  actor: Actor;
  requestId: string;
  /** Aborts when the caller's process has to stop waiting. */
  signal: AbortSignal;
  /** Product version, from package.json. */
  version: string;
}
