import { expect, test } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { type Environment, readSettings } from "./env.ts";

const noFile = () => {
  throw new Error("no such file");
};

function errorsOf(environment: Environment, readFile: (path: string) => string = noFile): string[] {
  try {
    readSettings(environment, readFile);
  } catch (error) {
    if (error instanceof AppError)
      return (error.errors ?? []).map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
}

test("an empty environment has the defaults of the contract", () => {
  expect(readSettings({}, noFile)).toEqual({
    port: 3000,
    host: "127.0.0.1",
    databaseUrl: null,
    dataDirectory: ".data",
    authSecret: null,
    appUrl: null,
    models: { cheap: [], strong: [] },
    providers: {
      openai: { apiKey: null, baseUrl: null },
      anthropic: { apiKey: null, baseUrl: null },
      google: { apiKey: null, baseUrl: null },
      compatible: { apiKey: null, baseUrl: null },
    },
    deadlineMs: 20_000,
    embeddingModel: null,
    attemptTimeoutMs: 8_000,
    reviewBelow: 0.7,
    cacheTtlSeconds: 86_400,
    prices: {},
    dailyBudgetUsd: null,
    callerLimits: { requestsPerMinute: 600_000, tokensPerMinute: null },
    allowLoopbackCallbacks: true,
    runbooksFolder: null,
    logLevel: "info",
    exportsTraces: false,
  });
});

test("values are read, trimmed and put in order", () => {
  const settings = readSettings(
    {
      PORT: "8080",
      APP_URL: "https://triage.example.com/",
      TRIAGE_CHEAP_MODELS: "compatible:llama3:8b, openai:small",
      TRIAGE_STRONG_MODELS: "anthropic:big,",
      COMPATIBLE_BASE_URL: "http://localhost:11434/v1",
      OPENAI_API_KEY: " sk-1 ",
      ANTHROPIC_API_KEY: "sk-2",
      TRIAGE_DAILY_BUDGET_USD: "2.50",
      DATABASE_URL: "",
      TRIAGE_PRICES_FILE: "prices.json",
    },
    () => '{"compatible:llama3:8b": {"input": 1, "cacheRead": 0.1, "output": 4}}',
  );
  expect(settings).toMatchObject({
    port: 8080,
    appUrl: "https://triage.example.com",
    models: { cheap: ["compatible:llama3:8b", "openai:small"], strong: ["anthropic:big"] },
    databaseUrl: null,
    dailyBudgetUsd: 2.5,
    prices: { "compatible:llama3:8b": { input: 1, cacheRead: 0.1, output: 4 } },
  });
  expect(settings.providers.openai.apiKey).toBe("sk-1");
});

test.each(["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"])(
  "%s asks for traces",
  (name) => {
    expect(readSettings({ [name]: "http://localhost:4318/" }, noFile).exportsTraces).toBe(true);
  },
);

test.each([
  ["PORT", "http"],
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "1e3"],
  ["HOST", "not a host"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "localhost:5432"],
  ["AUTH_SECRET", "short"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318"],
  ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
  ["APP_URL", "triage.example.com"],
  ["APP_URL", "ftp://triage.example.com"],
  ["APP_URL", "https://triage.example.com/gateway"],
  ["APP_URL", "https://triage.example.com/?"],
  ["APP_URL", "https://triage.example.com?from=mail"],
  ["APP_URL", "https://triage.example.com/#top"],
  ["APP_URL", "https://me:secret@triage.example.com"],
  ["TRIAGE_CHEAP_MODELS", "gpt-5"],
  ["TRIAGE_STRONG_MODELS", "openai:"],
  ["OPENAI_BASE_URL", "api.openai.com"],
  ["TRIAGE_DEADLINE_MS", "20s"],
  ["TRIAGE_DEADLINE_MS", "0"],
  ["TRIAGE_ATTEMPT_TIMEOUT_MS", "1.5"],
  ["TRIAGE_REVIEW_BELOW", "70"],
  ["TRIAGE_REVIEW_BELOW", "NaN"],
  ["TRIAGE_CACHE_TTL_S", "-1"],
  ["TRIAGE_DAILY_BUDGET_USD", "0"],
  ["TRIAGE_PRICES_FILE", "missing.json"],
  ["ALLOW_LOOPBACK_CALLBACKS", "maybe"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused by name", (name, value) => {
  const errors = errorsOf({ [name]: value });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(new RegExp(`^${name} `));
});

test.each<[boolean, Environment]>([
  [true, { HOST: "::1", APP_URL: "http://localhost:3000" }],
  [true, { HOST: "0.0.0.0", NODE_ENV: "development" }],
  [true, { HOST: "0.0.0.0", ALLOW_LOOPBACK_CALLBACKS: "true" }],
  [false, { HOST: "0.0.0.0" }],
  [false, { APP_URL: "https://triage.example.com" }],
  [false, { NODE_ENV: "production" }],
  [false, { NODE_ENV: "development", ALLOW_LOOPBACK_CALLBACKS: "false" }],
])("loopback callbacks are allowed: %s for %j", (allowed, environment) => {
  expect(readSettings(environment, noFile).allowLoopbackCallbacks).toBe(allowed);
});

test("every wrong value is named, not only the first", () => {
  const errors = errorsOf({
    PORT: "x",
    TRIAGE_REVIEW_BELOW: "7",
    TRIAGE_CHEAP_MODELS: "openai:small,compatible:llama3",
    TRIAGE_PRICES_FILE: "missing.json",
  });
  expect(errors.map((line) => line.split(" ")[0]).toSorted()).toEqual([
    "COMPATIBLE_BASE_URL",
    "OPENAI_API_KEY",
    "PORT",
    "TRIAGE_PRICES_FILE",
    "TRIAGE_REVIEW_BELOW",
  ]);
});

test("a secret is never repeated", () => {
  const errors = errorsOf({ DATABASE_URL: "db://user:hunter2@host/x", AUTH_SECRET: "hunter2" });
  expect(errors).toHaveLength(2);
  expect(errors.join()).not.toContain("hunter2");
});

test.each([
  ["not JSON", "is not JSON"],
  ['{"openai:x": {"input": -1, "output": 1}}', "openai:x → input"],
  ['{"openai:x": {"input": 1}}', "openai:x → output"],
  ['{"openai:x": {"input": 1, "output": 1, "cached": 1}}', "cached"],
  ["[]", "is not a list of prices"],
])("a prices file with %s is refused", (content, reason) => {
  const [error] = errorsOf({ TRIAGE_PRICES_FILE: "prices.json" }, () => content);
  expect(error).toContain(reason);
});
