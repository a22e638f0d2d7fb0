import type { Database } from "#db/client.ts";
import type { Actor } from "#lib/contracts/access.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import type { Prices } from "#lib/gateway/cost.ts";
import type { CallModel } from "#lib/gateway/model-port.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import type { OwnSignals } from "#lib/triage/rules/own-signals.ts";

/** What every use case gets: who asks, and the world to act on. */
export interface ServiceContext {
  database: Database;
  runtime: Runtime;
  logger: Logger;
  policy: Policy;
  callModel: CallModel;
  prices: Prices;
  /** What the organisation taught the rules engine; absent: nothing. */
  ownSignals?: () => Promise<OwnSignals>;
  actor: Actor;
  requestId: string;
  /** Aborts when the caller's process has to stop waiting. */
  signal: AbortSignal;
  /** Product version, from package.json. */
  version: string;
}
