import { type JobBacklog, readJobBacklogs } from "#db/queries/job-backlog.ts";
import type { BreakerState } from "#lib/gateway/breaker-port.ts";
import type { ServiceContext } from "./context.ts";

/** Longest that reading the queues may take; whoever watches the gateway is not kept waiting by its database. */
const backlogPatienceMs = 1_500;

/** How the gateway stands at this moment, as far as this process sees it. */
export interface GatewayState {
  databaseUp: boolean;
  breakers: BreakerState[];
  /** Operations that ask models and those that wait for their turn, in this process. */
  slots: { held: number; waiting: number; limits: { concurrent: number; waiting: number } };
  /** Answers of this process that wait to be stored; null where there is no journal. */
  journalled: number | null;
  /** Over all replicas; null when it cannot be read now. */
  backlogs: JobBacklog[] | null;
}

type StateContext = Pick<ServiceContext, "database" | "modelHealth" | "admission" | "journal" | "policy">;

/** Never rejects, and takes no longer than a second and a half. */
export async function readGatewayState(ctx: StateContext): Promise<GatewayState> {
  const { cheap, strong } = ctx.policy.models;
  const models = new Set([...cheap, ...strong]);
  const backlogs = await readBacklogs(ctx);
  return {
    databaseUp: ctx.database.availability?.isUp() ?? backlogs !== null,
    breakers: [...models].map((model) => ctx.modelHealth.standingOf(model).breaker),
    slots: { ...ctx.admission.slots.load(), limits: ctx.admission.slots.limits },
    journalled: ctx.journal?.depth() ?? null,
    backlogs,
  };
}

async function readBacklogs({ database }: Pick<StateContext, "database">): Promise<JobBacklog[] | null> {
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, backlogPatienceMs, null);
  try {
    return await Promise.race([readJobBacklogs(database), tooLate]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
