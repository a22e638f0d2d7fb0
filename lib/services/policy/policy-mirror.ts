import type { Database } from "#db/client.ts";
import { findActivePolicy, listenForPolicyChanges } from "#db/queries/policies.ts";
import type { Logger } from "#lib/core/logger.ts";
import { type Policy, policyFrom } from "#lib/gateway/policy.ts";
import { loadPromptsInUse, type PromptsInUse } from "#lib/services/prompts/prompts-in-use.ts";
import { effectivePolicy } from "./effective-policy.ts";
import type { EnvironmentValues } from "./environment-policy.ts";

/** Changes are announced; this is for announcements that were missed. */
const reloadEveryMs = 5_000;

interface MirrorOptions {
  database: Database;
  logger: Logger;
  environment: EnvironmentValues;
  deadlineMs: number;
}

/** What counts now; both were read together. */
interface KnownPolicy {
  policy: Policy;
  prompts: PromptsInUse;
}

/**
 * The policy in force, in memory, so that no ticket waits for it: a change in the database arrives within moments. While
 * the database is away, the last one known counts.
 */
export class PolicyMirror {
  readonly #options: MirrorOptions;
  #known: KnownPolicy | null = null;
  #reloading: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MirrorOptions) {
    this.#options = options;
  }

  /** Resolves when the policy is known; rejects when it cannot be read. */
  async start(): Promise<void> {
    await this.#read();
    await listenForPolicyChanges(this.#options.database, () => this.#reload());
    this.#timer = setInterval(() => this.#reload(), reloadEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Throws before the start. */
  current(): KnownPolicy {
    if (this.#known === null) throw new Error("The policy is read before it is known.");
    return this.#known;
  }

  /** One after the other, so that an older answer never takes the place of a newer one. */
  #reload(): void {
    this.#reloading = this.#reloading
      .then(() => this.#read())
      .catch((error: unknown) => {
        this.#options.logger.debug({ err: error }, "the policy could not be read; the known one stays");
      });
  }

  async #read(): Promise<void> {
    const { database, environment, deadlineMs } = this.#options;
    const effective = effectivePolicy(await findActivePolicy(database), environment);
    const prompts = await loadPromptsInUse(database, effective.content.prompts);
    this.#known = { policy: policyFrom(effective, { deadlineMs }), prompts };
  }
}
