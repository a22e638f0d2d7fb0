import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import protobuf from "protobufjs";
import { z } from "zod";

/** The part of OTLP's trace protocol that is read here, with the numbers of its fields. */
const protocol = `
  syntax = "proto3";
  message Request { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeSpans { repeated Span spans = 2; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5;
    int32 kind = 6; repeated KeyValue attributes = 9; repeated Event events = 11; Status status = 15;
  }
  message Event { string name = 2; repeated KeyValue attributes = 3; }
  message Status { string message = 2; int32 code = 3; }
  message KeyValue { string key = 1; Value value = 2; }
  message Value { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
`;
const request = protobuf.parse(protocol).root.lookupType("Request");

const valueSchema = z
  .object({
    stringValue: z.string(),
    boolValue: z.boolean(),
    intValue: z.coerce.number(),
    doubleValue: z.number(),
  })
  .partial()
  .transform((value) => value.stringValue ?? value.boolValue ?? value.intValue ?? value.doubleValue ?? null);
const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .default([])
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value])));
const idSchema = z.string().transform((base64) => Buffer.from(base64, "base64").toString("hex"));
const spanSchema = z.object({
  traceId: idSchema,
  spanId: idSchema,
  traceState: z.string().default(""),
  parentSpanId: idSchema.default(""),
  name: z.string(),
  kind: z.int().default(0),
  attributes: attributesSchema,
  events: z.array(z.object({ name: z.string(), attributes: attributesSchema })).default([]),
  status: z.object({ message: z.string().default(""), code: z.int().default(0) }).optional(),
});
export type ReceivedSpan = z.output<typeof spanSchema>;
const requestSchema = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes: attributesSchema }),
        scopeSpans: z.array(z.object({ spans: z.array(spanSchema).default([]) })).default([]),
      }),
    )
    .default([]),
});

export interface OtlpReceiver {
  url: string;
  spans: ReceivedSpan[];
  resources: Record<string, unknown>[];
  /** Everything that came, as it came. */
  raw(): string;
  close(): Promise<void>;
}

/** A collector of spans over OTLP/HTTP, as far as a test needs one. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const resources: Record<string, unknown>[] = [];
  let raw = "";
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    const bytes = incoming.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    raw += bytes.toString("latin1");
    const decoded = request.toObject(request.decode(bytes), { bytes: String, longs: String });
    const { resourceSpans } = requestSchema.parse(decoded);
    for (const { resource, scopeSpans } of resourceSpans) {
      resources.push(resource.attributes);
      spans.push(...scopeSpans.flatMap((scope) => scope.spans));
    }
    const isTraces =
      incoming.url === "/v1/traces" && incoming.headers["content-type"] === "application/x-protobuf";
    response.writeHead(isTraces ? 200 : 404, { "content-type": "application/x-protobuf" }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    resources,
    raw: () => raw,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
