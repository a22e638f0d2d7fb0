import { expect, test } from "vitest";
import type { ApiKey } from "#lib/contracts/api-keys.ts";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import type { EvalSet } from "#lib/contracts/eval-set.ts";
import type { PromptSummary } from "#lib/contracts/prompts.ts";
import type { RunbookSearchHit } from "#lib/contracts/runbooks.ts";
import type { User } from "#lib/contracts/users.ts";
import type { View } from "#lib/contracts/views.ts";
import { type KnownPlaces, placesMatching } from "./found-places.ts";

const nothing: KnownPlaces = {
  runbooks: [],
  runs: [],
  sets: [],
  prompts: [],
  views: [],
  people: [],
  keys: [],
};

const run = (id: string, set: string) =>
  ({
    id,
    set,
    createdAt: "2026-11-02T08:30:00.000Z",
    engine: "model",
    models: ["openai:gpt-5-mini"],
    promptVersion: "a1b2c3d4e5f6",
    startedBy: "Ada Park",
  }) as unknown as EvalRun;

const known = {
  runbooks: [{ id: "shop/checkout 502", title: "Checkout answers 502" } as RunbookSearchHit],
  runs: [run("run_01", "core"), run("run_02", "holdout")],
  sets: [{ name: "core" }, { name: "holdout" }] as EvalSet[],
  prompts: [{ version: "a1b2c3d4e5f6", name: "Triage", state: "active", note: "" } as PromptSummary],
  views: [
    { id: "viw_1", name: "Night shift", query: "severity=P0", owner: { id: "usr_1", name: "Ada" } } as View,
  ],
  people: [
    { id: "usr_1", name: "Ada Park", email: "ada.park@example.com", role: "admin" } as User,
    { id: "usr_2", name: "Ben Ode", email: "ben@example.com", role: "agent" } as User,
  ],
  keys: [
    { id: "key_1", name: "alert-router", team: "platform", prefix: "tg_ab12", revokedAt: null } as ApiKey,
    { id: "key_2", name: "old-router", team: null, prefix: "tg_cd34", revokedAt: "2026-11-02" } as ApiKey,
  ],
};

const pathsOf = (text: string, places: KnownPlaces = { ...known, runbooks: [] }) =>
  placesMatching(places, text).flatMap(({ name, items }) =>
    items.map(({ action }) => `${name}: ${action.type === "go" ? action.path : action.type}`),
  );

test.each([
  ["run_02", ["Eval runs: /evals/run_02"]],
  ["holdout", ["Eval runs: /evals/run_02", "Eval sets: /evals?set=holdout"]],
  ["prompt a1b2", ["Prompt versions: /settings/prompts/a1b2c3d4e5f6"]],
  ["night", ["Saved views: /tickets?severity=P0"]],
  ["ben", ["People: /settings/users#usr_2"]],
  ["people agent", ["People: /settings/users#usr_2"]],
  ["platform", ["API keys: /settings/keys#key_1"]],
  ["router revoked", ["API keys: /settings/keys#key_2"]],
  ["no such thing", []],
])("%j finds what has its words, in its name or beside it", (text, paths) => {
  expect(pathsOf(text)).toEqual(paths);
});

test("runbooks are those that the server found, whatever their words", () => {
  expect(pathsOf("shop is down", { ...nothing, runbooks: known.runbooks })).toEqual([
    "Runbooks: /knowledge/shop/checkout%20502",
  ]);
});

test("a kind shows a few at most", () => {
  const runs = Array.from({ length: 30 }, (_, index) => run(`run_${index}`, "core"));
  expect(pathsOf("core", { ...nothing, runs })).toHaveLength(4);
});
