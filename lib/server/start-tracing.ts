import packageJson from "../../package.json" with { type: "json" };
import { getLogger } from "./logger.ts";
import { getSettings } from "./runtime-settings.ts";
import { getTracing, setTracing } from "./tracing.ts";

/** Makes spans from now on where a collector is configured; elsewhere nothing of OpenTelemetry is loaded. */
export async function startTracing(): Promise<void> {
  if (!getSettings().exportsTraces || getTracing()) return;
  const { startOtlpTracing } = await import("#lib/telemetry/otlp-tracing.ts");
  setTracing(startOtlpTracing({ logger: getLogger(), version: packageJson.version }));
}
