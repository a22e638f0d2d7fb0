import type { Database } from "#db/client.ts";
import { insertAttempts } from "#db/queries/ledger.ts";
import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { costOf } from "#lib/gateway/attempt.ts";
import type { PriceTable } from "#lib/gateway/cost.ts";
import type { Embedded } from "#lib/models/embed-texts.ts";
import { tokensOf } from "#lib/services/triage/stored-attempt.ts";

const nothingElse = {
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

export interface EmbeddingLedger {
  database: Database;
  runtime: Runtime;
  logger: Logger;
  prices: PriceTable;
}

/** Adds a call to an embedding model to the ledger. A ledger that cannot be written is told to the log, and no more. */
export async function recordEmbedding(
  { database, runtime, prices, logger }: EmbeddingLedger,
  model: string,
  call: Embedded,
): Promise<void> {
  const { outcome, startedAt, ms, sent, statusCode, simulated } = call;
  const inputTokens = call.outcome === "succeeded" ? call.inputTokens : null;
  const usage = inputTokens === null ? null : { ...nothingElse, inputTokens };
  const attempt: StoredAttempt = {
    id: runtime.newId("att"),
    ordinal: 1,
    account: "knowledge",
    apiKeyId: null,
    team: null,
    source: null,
    model,
    tier: "cheap",
    purpose: "first",
    outcome,
    statusCode,
    startedAt,
    waitMs: 0,
    ms,
    ...tokensOf(usage),
    costNanoUsd: costOf({ usage, sent, statusCode }, prices.priceOfEmbedding(model, startedAt)),
    pricesVersion: prices.version,
    detail: call.outcome === "succeeded" ? null : call.detail,
    answerRepairs: [],
    // Nothing is asked in words.
    promptVersion: "",
    policyVersion: null,
    simulated,
  };
  try {
    await insertAttempts(database, [attempt], {});
  } catch (error) {
    logger.warn({ error, model }, "a call to an embedding model is missing in the ledger");
  }
}
