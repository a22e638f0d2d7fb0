import { deadLetterQueue } from "#db/job-queues.ts";
import { jobNames } from "#lib/jobs/job.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readGatewayState } from "#lib/services/gateway-state.ts";
import type { Observer } from "#lib/services/observer.ts";
import { createGauges } from "#lib/telemetry/gauges.ts";
import { createMeters, type Meters } from "#lib/telemetry/meters.ts";
import { createObserver } from "#lib/telemetry/observer.ts";
import packageJson from "../../package.json" with { type: "json" };
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";
import { getTracing } from "./tracing.ts";

interface Telemetry {
  meters: Meters;
  observer: Observer;
  /** The metrics of this process as Prometheus reads them. */
  metrics(ctx: ServiceContext): Promise<string>;
}

/** What the running server tells of itself to those who watch it. */
export function getTelemetry(): Telemetry {
  return processSingleton("telemetry", () => {
    const { models } = getSettings();
    const meters = createMeters({
      models: [...models.cheap, ...models.strong],
      version: packageJson.version,
    });
    const gauges = createGauges(meters.registry, { queues: jobNames, deadLetterQueue });
    return {
      meters,
      observer: createObserver(meters, getTracing()),
      async metrics(ctx) {
        gauges.set(await readGatewayState(ctx));
        return await meters.registry.metrics();
      },
    };
  });
}
