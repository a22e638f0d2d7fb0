import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Operation } from "#lib/contracts/operation.ts";
import { type OperationGroup, operationGroups } from "#lib/contracts/operations.ts";
import { type ErrorCode, problemSchema } from "#lib/contracts/problem.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { statusOfCode } from "./problem-response.ts";
import { triageExample } from "./triage-example.ts";

/** What may go wrong with an operation, read off its schemas and scope. */
function errorCodesOf(operation: Operation): ErrorCode[] {
  return [
    ...(operation.body
      ? (["malformed_json", "payload_too_large", "unsupported_media_type", "invalid_fields"] as const)
      : []),
    ...(operation.query || operation.params || operation.headers ? (["invalid_fields"] as const) : []),
    ...(operation.params ? (["not_found"] as const) : []),
    ...(operation.scope ? (["unauthorized", "forbidden", "rate_limited"] as const) : []),
    ...(operation.alsoFails ?? []),
    "method_not_allowed",
    "unavailable",
    "internal",
  ];
}

function answerOf(operation: Operation, description: string) {
  return {
    description,
    headers: z.object({ "x-request-id": z.string() }),
    content: {
      [operation.answerType ?? "application/json"]: { schema: operation.answer },
      ...(operation.alsoAnswersAs ? { [operation.alsoAnswersAs]: { schema: z.string() } } : {}),
    },
  };
}

/** When to come back, and what is left of the caller's limits. */
const rateLimitHeaders = z.object({
  "retry-after": z.string().meta({ description: "Seconds" }),
  ratelimit: z.string().meta({ examples: ['"key-requests";r=0;t=12'] }),
  "ratelimit-policy": z.string().meta({ examples: ['"key-requests";q=100;w=60'] }),
});

function responsesOf(operation: Operation): ZodOpenApiOperationObject["responses"] {
  const codesOfStatus = Map.groupBy(new Set(errorCodesOf(operation)), (code) => statusOfCode[code]);
  const problems = [...codesOfStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(", "),
      ...(status === statusOfCode.rate_limited ? { headers: rateLimitHeaders } : {}),
      content: { "application/problem+json": { schema: problemSchema } },
    },
  ]);
  const { alsoAnswers } = operation;
  return {
    "200": answerOf(operation, operation.success),
    ...Object.fromEntries(problems),
    ...(alsoAnswers ? { [alsoAnswers.status]: answerOf(operation, alsoAnswers.meaning) } : {}),
  };
}

function toOpenApi(operation: Operation, group: OperationGroup): ZodOpenApiOperationObject {
  const parameters = {
    ...(operation.params ? { path: operation.params as z.ZodObject } : {}),
    ...(operation.query ? { query: operation.query as z.ZodObject } : {}),
    ...(operation.headers ? { header: operation.headers as z.ZodObject } : {}),
  };
  return {
    operationId: operation.id,
    tags: [group.name],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    ...(Object.keys(parameters).length > 0 ? { requestParams: parameters } : {}),
    ...(operation.body
      ? { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } }
      : {}),
    responses: responsesOf(operation),
    security: operation.scope ? [{ apiKey: [operation.scope] }, { session: [] }] : [],
  };
}

/** The OpenAPI 3.1 document, made from the schemas that the route handlers parse with. */
export function buildOpenApiDocument(version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const group of operationGroups) {
    for (const operation of group.operations) {
      const method = operation.method === "GET" ? "get" : "post";
      paths[operation.path] = { ...paths[operation.path], [method]: toOpenApi(operation, group) };
    }
  }
  const document: ZodOpenApiObject = {
    openapi: "3.1.1",
    info: {
      title: "Triage Gateway",
      version,
      description: "Text in, a triage card out: category, severity, summary, three next steps, confidence.",
    },
    servers: [{ url: "/" }],
    tags: operationGroups.map(({ name }) => ({ name })),
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "An API key: `npm run keys -- create --name NAME`",
        },
        session: { type: "apiKey", in: "cookie", name: "better-auth.session_token" },
      },
    },
    paths,
  };
  return createDocument(document, {
    // Not with the schema itself, which pages load too.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === triageSchema) jsonSchema.examples = [triageExample];
    },
  });
}
