import { getVersion } from "#lib/server/context.ts";
import { buildOpenApiDocument } from "#lib/server/openapi.ts";
import { routeMethods } from "#lib/server/route-methods.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: async () => Response.json(buildOpenApiDocument(getVersion())),
});
