import { z } from "zod";
import { define, type Operation } from "./operation.ts";
import { modelNameSchema } from "./policy.ts";
import { attemptOutcomeSchema, tierSchema } from "./vocabulary.ts";

/** The models of the policy as this process knows them, and whether one answers. */

const modelStateSchema = z.object({
  model: z.string(),
  tier: tierSchema,
  enabled: z.boolean(),
  timeoutMs: z.int().nullable(),
  missingVariable: z
    .string()
    .nullable()
    .meta({ description: "The variable of the environment without which it cannot be asked" }),
  breaker: z.enum(["closed", "open", "half_open"]),
  lastError: z.object({ detail: z.string(), at: z.iso.datetime() }).nullable(),
  price: z.enum(["known", "unknown"]),
  pricePerMillionUsd: z
    .object({ input: z.number(), output: z.number() })
    .nullable()
    .meta({ description: "USD per million tokens of a short call; long ones may cost more. null: unknown" }),
});
export type ModelState = z.infer<typeof modelStateSchema>;

const modelListSchema = z.object({ items: z.array(modelStateSchema) }).meta({ id: "ModelList" });

const testedModelSchema = z
  .object({
    outcome: attemptOutcomeSchema,
    ms: z.number(),
    costUsd: z.number().nullable(),
    explanation: z.string().meta({ description: "What is wrong and what to do, or that nothing is" }),
  })
  .meta({ id: "TestedModel" });
export type TestedModel = z.infer<typeof testedModelSchema>;

export const listModelsOperation = define({
  method: "GET",
  path: "/api/v1/models",
  id: "listModels",
  summary: "List the models of the policy and how they fare in this process",
  scope: "admin",
  answer: modelListSchema,
  success: "The models in their order",
});

export const testModelOperation = define({
  method: "POST",
  path: "/api/v1/models/test",
  id: "testModel",
  summary: "Ask a model once, to see whether it answers",
  description: "One call with a short ticket, paid like any other.",
  scope: "admin",
  body: z.strictObject({ model: modelNameSchema }).meta({ id: "TestModel" }),
  answer: testedModelSchema,
  success: "How the call ended, and what that means",
});

/** Operations on models. */
export const modelOperations: readonly Operation[] = [listModelsOperation, testModelOperation];
