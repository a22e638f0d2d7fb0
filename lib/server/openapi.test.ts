import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { operations } from "#lib/contracts/operations.ts";
import { buildOpenApiDocument } from "./openapi.ts";

const apiFolder = path.resolve(import.meta.dirname, "../../app/api");

/** Addresses of the route files, as OpenAPI writes them. */
function servedPaths(): string[] {
  const files = readdirSync(apiFolder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => path.basename(file) === "route.ts" && !/\[\.\.\.(?:unknown|all)\]/.test(file))
    .map((file) => `/api/${path.dirname(file).replaceAll(/\[(?:\.{3})?(\w+)\]/g, "{$1}")}`)
    .filter((address) => address !== "/api/openapi.json");
}

test("describes every address that is served, and no other", () => {
  const { paths } = buildOpenApiDocument("0.0.0");
  expect(Object.keys(paths ?? {}).sort()).toEqual(servedPaths().sort());
});

test("names each operation once, with its scope and its problems", () => {
  const document = buildOpenApiDocument("0.0.0");
  expect(document.openapi).toBe("3.1.1");
  for (const { path: address, method, id, scope } of operations) {
    const operation = document.paths?.[address]?.[method === "GET" ? "get" : "post"];
    expect(operation).toMatchObject({ operationId: id, security: scope ? [{ apiKey: [scope] }, {}] : [] });
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(["200", "405", "500"]));
  }
  expect(document.components?.schemas).toHaveProperty("Problem");
});

test("an answer that is not a problem has its own status", () => {
  const ready = buildOpenApiDocument("0.0.0").paths?.["/api/health/ready"]?.get;
  expect(ready?.responses?.["503"]).toHaveProperty(["content", "application/json"]);
});

test("readiness tells the breaker of each model", () => {
  const { components } = buildOpenApiDocument("0.0.0");
  expect(components?.schemas?.Readiness).toHaveProperty(
    ["properties", "dependencies", "items", "properties", "breaker", "enum"],
    ["closed", "open", "half_open"],
  );
});
