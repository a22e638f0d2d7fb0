import { expect, test } from "vitest";
import { policyContentSchema } from "#lib/contracts/policy.ts";
import { draftOf, readDraft } from "./policy-draft.ts";
import { policyChanges } from "./policy-words.ts";

const content = policyContentSchema.parse({
  models: {
    cheap: [
      { model: "openai:small", enabled: true, timeoutMs: null },
      { model: "compatible:llama3:8b", enabled: true, timeoutMs: 3000 },
    ],
    strong: [],
  },
  routing: {},
  attemptTimeoutMs: 8000,
  cacheTtlSeconds: 86_400,
  reviewBelow: 0.7,
});

test("a form that nobody touched changes nothing", () => {
  const { patch, content: same, messages } = readDraft(draftOf(content), content);
  expect(patch).toEqual({});
  expect(same).toEqual(content);
  expect(messages).toEqual({});
  expect(policyChanges(content, same ?? content)).toEqual([]);
});

test("only what differs is sent, and it reads as words", () => {
  const draft = draftOf(content);
  const { patch, content: after } = readDraft(
    {
      models: { cheap: draft.models.cheap.toReversed(), strong: draft.models.strong },
      routing: { ...draft.routing, strongServices: " payments\n\nlogin ", strongOnMixed: false },
      plain: { ...draft.plain, cacheTtlSeconds: "3600", spotCheckShare: "0.02" },
    },
    content,
  );
  expect(patch).toEqual({
    models: { cheap: content.models.cheap.toReversed() },
    routing: { strongServices: ["payments", "login"], strongOnMixed: false },
    cacheTtlSeconds: 3600,
    spotCheckShare: 0.02,
  });
  expect(policyChanges(content, after ?? content)).toEqual([
    {
      name: "Cheap models",
      before: "openai:small → compatible:llama3:8b (3 s)",
      after: "compatible:llama3:8b (3 s) → openai:small",
    },
    { name: "Services always read by strong models", before: "none", after: "payments, login" },
    { name: "Mixed texts are ambiguous", before: "yes", after: "no" },
    { name: "A card is reused for", before: "24 h", after: "1 h" },
    { name: "Spot checks", before: "0%", after: "2%" },
  ]);
});

test("a model that cannot tell log-probabilities is named, and one that is not asked leaves the policy as it was", () => {
  const draft = draftOf(content);
  const withModel = (model: string, logProbabilities: boolean) =>
    readDraft(
      {
        ...draft,
        models: { cheap: [{ model, enabled: true, timeoutMs: "", logProbabilities }], strong: [] },
      },
      content,
    );
  const refused = withModel("anthropic:small", true);
  expect(Object.keys(refused.messages)).toEqual(["models.cheap.0.logProbabilities"]);
  expect(withModel("compatible:small", true).content?.models.cheap).toEqual([
    { model: "compatible:small", enabled: true, timeoutMs: null, logProbabilities: true },
  ]);
  expect(readDraft(draft, content).patch).toEqual({});
});

test("what is wrong is named at its field", () => {
  const draft = draftOf(content);
  const { patch, messages } = readDraft(
    {
      models: {
        cheap: [{ model: "llama", enabled: true, timeoutMs: "soon", logProbabilities: false }],
        strong: [],
      },
      routing: { ...draft.routing, escalateBelow: "1.5", longFrom: "" },
      plain: { ...draft.plain, maxModelCalls: "4" },
    },
    content,
  );
  expect(patch).toBeNull();
  expect(Object.keys(messages).sort()).toEqual([
    "maxModelCalls",
    "models.cheap.0.model",
    "models.cheap.0.timeoutMs",
    "routing.escalateBelow",
    "routing.longFrom",
  ]);
  expect(messages["models.cheap.0.model"]).toContain("provider:model");
});
