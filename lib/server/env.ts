import { readFileSync } from "node:fs";
import type { z } from "zod";
import type { CallerLimits } from "#lib/contracts/limits.ts";
import type { FieldError } from "#lib/contracts/problem.ts";
import { AppError } from "#lib/core/errors.ts";
import type { OwnPrices } from "#lib/models/prices.ts";
import {
  type ModelSettings,
  missingSetting,
  type ProviderName,
  type ProviderSettings,
  parseModelName,
} from "#lib/models/providers.ts";
import { reachOfHost } from "#lib/outbound/destination.ts";
import { environmentSchema, type logLevels, type VariableName } from "./environment-schema.ts";
import { parsePrices } from "./prices-file.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that can be configured, checked. */
export interface Settings {
  port: number;
  host: string;
  /** null: the embedded database in `dataDirectory`. */
  databaseUrl: string | null;
  dataDirectory: string;
  /** null: generated and kept in `dataDirectory`. */
  authSecret: string | null;
  /** Where people reach the gateway, without a slash at the end; null: from host and port. */
  appUrl: string | null;
  /** `provider:model`, preferred first. */
  models: { cheap: string[]; strong: string[] };
  /** `provider:model` that finds runbooks by meaning; null: they are found by words alone. */
  embeddingModel: string | null;
  providers: ModelSettings;
  deadlineMs: number;
  attemptTimeoutMs: number;
  reviewBelow: number;
  cacheTtlSeconds: number;
  /** What the prices file adds or overrides. */
  prices: OwnPrices;
  dailyBudgetUsd: number | null;
  /** Of each key without limits of its own. */
  callerLimits: CallerLimits;
  /** Whether a callback may go to this machine. */
  allowLoopbackCallbacks: boolean;
  /** Folder of runbooks that the console re-syncs from; null: none. */
  runbooksFolder: string | null;
  logLevel: (typeof logLevels)[number];
  /** A collector of spans is configured. */
  exportsTraces: boolean;
}

/** Where each provider's credentials and address stand. */
const providerVariables = {
  openai: { apiKey: "OPENAI_API_KEY", baseUrl: "OPENAI_BASE_URL" },
  anthropic: { apiKey: "ANTHROPIC_API_KEY", baseUrl: "ANTHROPIC_BASE_URL" },
  google: { apiKey: "GOOGLE_GENERATIVE_AI_API_KEY", baseUrl: "GOOGLE_BASE_URL" },
  compatible: { apiKey: "COMPATIBLE_API_KEY", baseUrl: "COMPATIBLE_BASE_URL" },
} as const satisfies Record<ProviderName, Record<keyof ProviderSettings, VariableName>>;

const modelVariables = environmentSchema.pick({
  TRIAGE_CHEAP_MODELS: true,
  TRIAGE_STRONG_MODELS: true,
  TRIAGE_EMBEDDING_MODEL: true,
  OPENAI_API_KEY: true,
  OPENAI_BASE_URL: true,
  ANTHROPIC_API_KEY: true,
  ANTHROPIC_BASE_URL: true,
  GOOGLE_GENERATIVE_AI_API_KEY: true,
  GOOGLE_BASE_URL: true,
  COMPATIBLE_API_KEY: true,
  COMPATIBLE_BASE_URL: true,
});
type Variables = z.output<typeof environmentSchema>;
type ModelVariables = z.output<typeof modelVariables>;

const credentialsOf = (values: ModelVariables, provider: ProviderName): ProviderSettings => ({
  apiKey: values[providerVariables[provider].apiKey] ?? null,
  baseUrl: values[providerVariables[provider].baseUrl] ?? null,
});

const providersOf = (values: ModelVariables): ModelSettings => ({
  openai: credentialsOf(values, "openai"),
  anthropic: credentialsOf(values, "anthropic"),
  google: credentialsOf(values, "google"),
  compatible: credentialsOf(values, "compatible"),
});

/** The variable without which a model cannot be asked; null when nothing is missing or no provider is named. */
export function missingVariableOf(providers: ModelSettings, model: string): VariableName | null {
  const provider = parseModelName(model)?.provider;
  const setting = provider && missingSetting(provider, providers);
  return provider && setting ? providerVariables[provider][setting] : null;
}

/** Models whose provider cannot be asked, as errors of the variable that is missing. */
function missingCredentials(given: Environment): FieldError[] {
  const { data: values } = modelVariables.safeParse(given);
  if (!values) return [];
  const providers = providersOf(values);
  const missing = new Map<string, string>();
  const {
    TRIAGE_CHEAP_MODELS: cheap,
    TRIAGE_STRONG_MODELS: strong,
    TRIAGE_EMBEDDING_MODEL: embedding,
  } = values;
  for (const model of [...cheap, ...strong, ...(embedding ? [embedding] : [])]) {
    const provider = parseModelName(model)?.provider;
    const setting = provider && missingSetting(provider, providers);
    if (provider && setting) missing.set(providerVariables[provider][setting], model);
  }
  return [...missing].map(([path, model]) => ({ path, message: `is needed for ${model}` }));
}

type ReadFile = (path: string) => string;

function pricesOf(file: string | undefined, readFile: ReadFile): { prices: OwnPrices } | { problem: string } {
  if (file === undefined) return { prices: {} };
  try {
    return parsePrices(readFile(file));
  } catch {
    return { problem: "cannot be read" };
  }
}

const present = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value),
  );

/**
 * Development is what says so, and a gateway that listens to this machine alone: whoever can ask it for a callback to
 * a port of this machine can call that port, too.
 */
function isDevelopment(values: Pick<Variables, "NODE_ENV" | "HOST" | "APP_URL">): boolean {
  if (values.NODE_ENV === "development") return true;
  if (values.NODE_ENV === "production") return false;
  const isOwnAddress =
    values.APP_URL === undefined || reachOfHost(new URL(values.APP_URL).hostname) === "loopback";
  return reachOfHost(values.HOST) === "loopback" && isOwnAddress;
}

/**
 * The settings an environment stands for; an empty variable counts as absent. Throws one `invalid_fields` error with
 * an entry for every wrong value.
 */
export function readSettings(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, "utf8"),
): Settings {
  const given = present(environment);
  const parsed = environmentSchema.safeParse(given);
  const priced = pricesOf(given.TRIAGE_PRICES_FILE, readFile);
  const errors = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ path: String(path[0]), message })),
    ...missingCredentials(given),
    ...("problem" in priced ? [{ path: "TRIAGE_PRICES_FILE", message: priced.problem }] : []),
  ];
  if (!parsed.success || "problem" in priced || errors.length > 0) {
    throw new AppError("invalid_fields", "The environment has wrong values.", { errors });
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDirectory: values.DATA_DIR,
    authSecret: values.AUTH_SECRET ?? null,
    appUrl: values.APP_URL ?? null,
    models: { cheap: values.TRIAGE_CHEAP_MODELS, strong: values.TRIAGE_STRONG_MODELS },
    embeddingModel: values.TRIAGE_EMBEDDING_MODEL ?? null,
    providers: providersOf(values),
    deadlineMs: values.TRIAGE_DEADLINE_MS,
    attemptTimeoutMs: values.TRIAGE_ATTEMPT_TIMEOUT_MS,
    reviewBelow: values.TRIAGE_REVIEW_BELOW,
    cacheTtlSeconds: values.TRIAGE_CACHE_TTL_S,
    prices: priced.prices,
    dailyBudgetUsd: values.TRIAGE_DAILY_BUDGET_USD ?? null,
    callerLimits: {
      requestsPerMinute: values.TRIAGE_REQUESTS_PER_MINUTE || null,
      tokensPerMinute: values.TRIAGE_TOKENS_PER_MINUTE || null,
    },
    allowLoopbackCallbacks: values.ALLOW_LOOPBACK_CALLBACKS ?? isDevelopment(values),
    runbooksFolder: values.TRIAGE_RUNBOOKS_DIR ?? null,
    logLevel: values.LOG_LEVEL,
    exportsTraces:
      (values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? values.OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined,
  };
}

/** The settings of this process's environment. */
export function readProcessSettings(): Settings {
  return readSettings(process.env);
}

/** Says to libraries whether they run for people who develop; Next and React load different code for it. */
export function setNodeMode(mode: "development" | "production"): void {
  Object.assign(process.env, { NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" });
}
