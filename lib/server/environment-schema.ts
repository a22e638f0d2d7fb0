import { z } from "zod";
import { perMinuteMax } from "#lib/contracts/limits.ts";
import { providerNames } from "#lib/contracts/policy.ts";
import { parseModelName } from "#lib/models/providers.ts";

/** Messages read on after the variable's name; none repeats a value, which may be secret. */

const numberIn = (pattern: RegExp, fits: (value: number) => boolean, expected: string) =>
  z
    .string()
    .regex(pattern, expected)
    .transform(Number)
    .refine((value) => Number.isFinite(value) && fits(value), expected);

const whole = (minimum: number, maximum: number, unit = "") =>
  numberIn(
    /^\d{1,15}$/,
    (value) => value >= minimum && value <= maximum,
    `must be a whole number from ${minimum} to ${maximum}${unit}`,
  );

const decimal = /^\d+(\.\d+)?$/;

const address = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)),
      `must be an address that begins with ${protocols.map((protocol) => `${protocol}://`).join(" or ")}`,
    );

const webAddress = address(["http", "https"]).transform((value) => value.replace(/\/+$/, ""));

/** Links are made by putting a path behind it, and sign-in compares it with a browser's origin. */
const origin = webAddress.refine(
  (value) => /^[^:]+:\/\/[^/?#@\\]+$/.test(value),
  "must be only scheme, host and port, such as https://triage.example.com",
);

const models = z
  .string()
  .transform((value) =>
    value
      .split(",")
      .map((model) => model.trim())
      .filter(Boolean),
  )
  .superRefine((names, context) => {
    for (const name of names.filter((model) => parseModelName(model) === null)) {
      context.addIssue({
        code: "custom",
        message: `"${name}" is not provider:model with a provider of ${providerNames.join(", ")}`,
      });
    }
  });

/** The one that is spoken; every collector understands it. */
const otlpProtocol = z.literal("http/protobuf", "must be http/protobuf, or not be set");

/** Those that have embedding models. */
const embeddingProviders = ["openai", "google", "compatible"];

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

const dayMs = 86_400_000;
const yearSeconds = 31_536_000;

/** Every variable the gateway reads; what is absent here has no effect. */
export const environmentSchema = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be a host name or an IP address")
    .default("127.0.0.1"),
  DATABASE_URL: address(["postgres", "postgresql"]).optional(),
  DATA_DIR: z.string().default(".data"),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  APP_URL: origin.optional(),
  TRIAGE_CHEAP_MODELS: models.default([]),
  TRIAGE_STRONG_MODELS: models.default([]),
  TRIAGE_EMBEDDING_MODEL: z
    .string()
    .refine(
      (name) => embeddingProviders.includes(parseModelName(name)?.provider ?? ""),
      `must be provider:model with a provider of ${embeddingProviders.join(", ")}`,
    )
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: webAddress.optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: webAddress.optional(),
  GOOGLE_GENERATIVE_AI_API_KEY: z.string().optional(),
  GOOGLE_BASE_URL: webAddress.optional(),
  COMPATIBLE_API_KEY: z.string().optional(),
  COMPATIBLE_BASE_URL: webAddress.optional(),
  ALLOW_LOOPBACK_CALLBACKS: z
    .stringbool({ truthy: ["true", "1"], falsy: ["false", "0"], error: "must be true or false" })
    .optional(),
  TRIAGE_DEADLINE_MS: whole(100, dayMs, " milliseconds").default(20_000),
  TRIAGE_ATTEMPT_TIMEOUT_MS: whole(50, dayMs, " milliseconds").default(8_000),
  TRIAGE_REVIEW_BELOW: numberIn(decimal, (value) => value <= 1, "must be a number from 0 to 1").default(0.7),
  TRIAGE_CACHE_TTL_S: whole(0, yearSeconds, " seconds").default(86_400),
  TRIAGE_PRICES_FILE: z.string().optional(),
  TRIAGE_RUNBOOKS_DIR: z.string().optional(),
  TRIAGE_DAILY_BUDGET_USD: numberIn(decimal, (value) => value > 0, "must be a number over 0").optional(),
  TRIAGE_REQUESTS_PER_MINUTE: whole(0, perMinuteMax).default(600_000),
  TRIAGE_TOKENS_PER_MINUTE: whole(0, perMinuteMax).default(0),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: webAddress.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: otlpProtocol.optional(),
  /** Set by tools; says nothing but whether this is development. */
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
});
export type VariableName = keyof z.output<typeof environmentSchema>;
