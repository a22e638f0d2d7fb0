import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { type ExportResult, ExportResultCode, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
} from "@opentelemetry/semantic-conventions";
import {
  ATTR_MESSAGING_DESTINATION_NAME,
  ATTR_MESSAGING_OPERATION_TYPE,
  ATTR_MESSAGING_SYSTEM,
} from "@opentelemetry/semantic-conventions/incubating";
import { AppError } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logger.ts";
import { callAttributes, callName, decisionEvent, madeAttributes, ownAttributes } from "./span-attributes.ts";
import type { Tracing } from "./tracing.ts";

/** A collector that does not answer holds up neither the stop nor, by what waits for it, the process's memory. */
const stopMs = 2_000;
/** The exporter ends by itself before that, when the variables of OpenTelemetry say so: in ten seconds by default. */
const exportLimitMs = 3_600_000;
const spansMax = 2_048;

/** By its name: a message may quote what the work was about. */
const errorTypeOf = (error: unknown) =>
  error instanceof AppError ? error.code : error instanceof Error ? error.name : "error";

/** Says once that spans do not arrive, and once that they do again. */
function tellingFailures(exporter: SpanExporter, logger: Logger): SpanExporter {
  let failing = false;
  const learn = ({ code, error }: ExportResult) => {
    const failed = code === ExportResultCode.FAILED;
    if (failed && !failing) logger.warn({ err: error }, "spans cannot be sent to the collector");
    if (!failed && failing) logger.info("spans are sent to the collector again");
    failing = failed;
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        learn(result);
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

function createProvider(logger: Logger, version: string): TracerProvider {
  const known = resourceFromAttributes({
    [ATTR_SERVICE_NAME]: "triage-gateway",
    [ATTR_SERVICE_VERSION]: version,
  });
  const processor = new BatchSpanProcessor({
    exporter: tellingFailures(new OTLPTraceExporter(), logger),
    maxQueueSize: spansMax,
    exportTimeoutMillis: exportLimitMs,
  });
  return new TracerProvider({
    // What the caller's trace says about being recorded counts.
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    resource: known.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [processor],
  });
}

/**
 * Spans over OTLP/HTTP; where to and with which headers the variables of OpenTelemetry say. Registered with nobody:
 * libraries of this process that make spans by themselves put addresses with their queries into them.
 */
export function startOtlpTracing({ logger, version }: { logger: Logger; version: string }): Tracing {
  const provider = createProvider(logger, version);
  const tracer = provider.getTracer("triage-gateway", version);
  const current = new AsyncLocalStorage<Context>();
  const propagator = new W3CTraceContextPropagator();

  async function within<Result>(
    { name, parent = current.getStore() ?? ROOT_CONTEXT, ...options }: NewSpan,
    work: () => Promise<Result>,
    finish: (span: Span, result: Result) => void,
  ): Promise<Result> {
    const span = tracer.startSpan(name, options, parent);
    try {
      const result = await current.run(trace.setSpan(parent, span), work);
      finish(span, result);
      return result;
    } catch (error) {
      fail(span, errorTypeOf(error));
      throw error;
    } finally {
      span.end();
    }
  }

  return {
    aroundRequest: ({ method, route, requestId, traceparent }, work) =>
      within(
        {
          name: `${method} ${route}`,
          kind: SpanKind.SERVER,
          // Nothing else of the caller's headers is taken over: `tracestate` may hold anything.
          parent: propagator.extract(ROOT_CONTEXT, traceparent ? { traceparent } : {}, defaultTextMapGetter),
          attributes: {
            [ATTR_HTTP_REQUEST_METHOD]: method,
            [ATTR_HTTP_ROUTE]: route,
            ...ownAttributes({ requestId }),
          },
        },
        work,
        (span, { status }) => {
          span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
          if (status >= 500) fail(span, String(status));
        },
      ),
    aroundJob: ({ queue, triageId }, work) =>
      within(
        {
          name: `process ${queue}`,
          kind: SpanKind.CONSUMER,
          parent: ROOT_CONTEXT,
          attributes: {
            [ATTR_MESSAGING_SYSTEM]: "pg-boss",
            [ATTR_MESSAGING_OPERATION_TYPE]: "process",
            [ATTR_MESSAGING_DESTINATION_NAME]: queue,
            ...ownAttributes({ id: triageId }),
          },
        },
        work,
        () => {},
      ),
    around: (part, work, factsOf) =>
      within({ name: part }, work, (span, result) => {
        if (factsOf) span.setAttributes(ownAttributes(factsOf(result)));
      }),
    aroundCall: (call, make) =>
      within(
        { name: callName(call), kind: SpanKind.CLIENT, attributes: callAttributes(call) },
        make,
        (span, made) => {
          const attributes = madeAttributes(made);
          span.setAttributes(attributes);
          if (ATTR_ERROR_TYPE in attributes) span.setStatus({ code: SpanStatusCode.ERROR });
        },
      ),
    decided(event) {
      const span = trace.getSpan(current.getStore() ?? ROOT_CONTEXT);
      const { name, attributes } = decisionEvent(event);
      span?.addEvent(name, attributes);
    },
    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, stopMs);
      await Promise.race([provider.shutdown().catch(() => {}), late]);
      clearTimeout(timer);
    },
  };
}

interface NewSpan extends Pick<SpanOptions, "kind"> {
  name: string;
  attributes?: Attributes;
  /** The current span where absent. */
  parent?: Context;
}

function fail(span: Span, errorType: string): void {
  span.setAttribute(ATTR_ERROR_TYPE, errorType);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
