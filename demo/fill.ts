import path from "node:path";
import { touchApiKey } from "#db/queries/api-keys.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { defaultApiScopes, scopesOfRole } from "#lib/contracts/access.ts";
import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import { installBuiltInSets } from "#lib/server/built-in-sets.ts";
import { createApiKey } from "#lib/services/access/api-keys.ts";
import { createUser } from "#lib/services/access/users.ts";
import { refitCalibration } from "#lib/services/confidence/calibration.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getEvalRunDetail } from "#lib/services/evals/eval-runs.ts";
import { importRunbookFolder } from "#lib/services/knowledge/import-runbooks.ts";
import { deliverCallback } from "#lib/services/later/deliver-callback.ts";
import { retryTriage } from "#lib/services/later/retry-triage.ts";
import { runQueued } from "#lib/services/later/run-queued.ts";
import { changePolicy } from "#lib/services/policy/policies.ts";
import { requestCardReview } from "#lib/services/review/reviews.ts";
import { rebuild } from "#lib/services/stats/roll-up.ts";
import { getTicketDetail } from "#lib/services/tickets/tickets.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { getTriage } from "#lib/services/triage/triages.ts";
import { type Draw, drawFrom } from "#samples/draw.ts";
import type { Simulator } from "#simulator/server.ts";
import { cheaperRouting, runEval } from "./evals.ts";
import { saveViews, setBudgets } from "./furniture.ts";
import { inGroups } from "./in-groups.ts";
import { colleagues, keys, samplePeople } from "./people.ts";
import {
  draftCarefulPrompt,
  hastyAnswers,
  promoteHastyPrompt,
  rollBackHastyPrompt,
  tryCarefulPrompt,
  untilInUse,
} from "./prompts.ts";
import type { Receiver } from "./receiver.ts";
import {
  type Decided,
  decideReviews,
  lookAgain,
  type OpenCard,
  openCardOf,
  unlessOutdated,
} from "./reviews.ts";
import { contextAt, newSpell, type Spell } from "./sample-context.ts";
import { type Scene, storyDays, tellStory } from "./story.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const seed = 20;
const scenesAtOnce = 4;
/** Cards that are left for whoever looks at the demonstration. */
const leftOpen = 12;

const builder: Actor = { type: "system", id: "system", name: "demonstration", scopes: ["admin"] };

type Person = Extract<Actor, { type: "user" }>;

interface People {
  reviewers: Person[];
  agent: Person;
  manager: Person;
  admin: Person;
}

async function createPeople(atMs: number, spell: Spell): Promise<People> {
  const ctx = await contextAt(atMs, builder, spell);
  const others = colleagues.map((name, index) => ({
    name,
    email: `colleague-${index + 1}@demo.example`,
    role: "reviewer" as const,
    password: crypto.randomUUID(),
  }));
  const people: Person[] = [];
  for (const person of [...samplePeople, ...others]) {
    const { id, name, email, role } = await createUser(ctx, person);
    people.push({ type: "user", id, name, email, role, scopes: scopesOfRole[role] });
  }
  const sample = (wanted: Person["role"]) => {
    const person = people.find(({ role }) => role === wanted);
    if (!person) throw new Error(`There is ${wanted} among the sample people.`);
    return person;
  };
  return {
    reviewers: people.filter(({ role }) => role === "reviewer"),
    agent: sample("agent"),
    manager: sample("manager"),
    admin: sample("admin"),
  };
}

async function createKeys(atMs: number, spell: Spell): Promise<Actor[]> {
  const ctx = await contextAt(atMs, builder, spell);
  const actors: Actor[] = [];
  for (const { name, team } of keys) {
    const { key } = await createApiKey(ctx, { name, team, scopes: defaultApiScopes });
    actors.push({ type: "api_key", id: key.id, name, team, scopes: defaultApiScopes });
  }
  return actors;
}

/** Alerts come through one key, mails and tickets through another. */
const keyOf: Record<string, (typeof keys)[number]["name"]> = {
  sentry: "error-tracker",
  github: "error-tracker",
  siem: "security-feed",
  mailbox: "security-feed",
  zendesk: "helpdesk",
};

function callerOf(callers: readonly Actor[], { source, service }: TriageRequest): Actor {
  const name = service === "payments" ? "payments-bridge" : (keyOf[source ?? ""] ?? "alert-router");
  const caller = callers.find((each) => each.name === name);
  if (!caller) throw new Error(`There is a key ${name}.`);
  return caller;
}

/** Who hears of a card: those on call of what pages them; few of anything else. */
function callbackOf(draw: Draw, { source }: TriageRequest, { takes, fails, gone }: Receiver["addresses"]) {
  if (source === "pagerduty" || (source === "alertmanager" && draw.chance(0.15))) return takes;
  if (source === "cert-watch" || source === "grafana") return draw.chance(0.2) ? fails : undefined;
  return source === "ci" && draw.chance(0.2) ? gone : undefined;
}

/** Who wants to be called back does not wait for the card. */
async function triageLater(ctx: ServiceContext, request: TriageRequest): Promise<Triage> {
  const { id } = await triageTicket(ctx, request, { later: true });
  await runQueued(ctx, id);
  return await getTriage(ctx, id);
}

/** Two tries of what could not be sent; the third is for whoever looks at the demonstration. */
async function deliver(ctx: ServiceContext, deliveryId: string): Promise<void> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      await deliverCallback(ctx, deliveryId);
      return;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

/**
 * Tells two weeks of a made-up shop platform to the product's own use cases, as of `nowMs`: people, keys, runbooks,
 * tickets with storms, a prompt that was put in use in haste and taken back, an outage of the models, better cards
 * afterwards, reviews with second opinions, what is learnt from them, eval runs, budgets, messages and views.
 */
export async function fillDemo(
  nowMs: number,
  {
    simulator,
    receiver,
    root,
    say,
  }: { simulator: Simulator; receiver: Receiver; root: string; say: (line: string) => void },
): Promise<void> {
  const draw = drawFrom(seed);
  const beginMs = nowMs - (storyDays + 1) * dayMs;
  const { scenes, haste, outage } = tellStory(draw, nowMs);
  const first = newSpell(draw);
  const { reviewers, agent, manager, admin } = await createPeople(beginMs, first);
  const callers = await createKeys(beginMs, first);
  const setUp = await contextAt(beginMs, builder, first);
  await importRunbookFolder(setUp, path.join(import.meta.dirname, "runbooks"), "handbook");
  await installBuiltInSets(setUp, path.join(root, "evals/sets"));

  let open: OpenCard[] = [];
  const decided: Decided[] = [];
  /** Cards of some weight that nobody has to look at. */
  const sure: { id: string }[] = [];

  async function spotCheck(atMs: number, share: number, reason: string): Promise<void> {
    await changePolicy(await contextAt(atMs, admin, first), { patch: { spotCheckShare: share }, reason });
    await untilInUse(admin, ({ policy }) => policy.spotCheckShare === share);
  }

  /** Tells what comes in between two moments, with what people and jobs make of it until the second one. */
  async function tell(fromMs: number, toMs: number, spell: Spell): Promise<void> {
    const work = async ({ atMs, request }: Scene) => {
      const ctx = await contextAt(atMs, callerOf(callers, request), spell);
      const callbackUrl = callbackOf(draw, request, receiver.addresses);
      const { id, review, card, origin } = callbackUrl
        ? await triageLater(ctx, { ...request, callbackUrl })
        : await triageTicket(ctx, request);
      if (!card) return;
      if (review.state === "none" && card.severity <= "P1" && origin.path === "model") sure.push({ id });
      if (review.state === "pending")
        open.push(openCardOf(draw, { triageId: id, atMs, text: request.text, card }));
    };
    const part = scenes.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    await inGroups(part, ({ group }) => group, { atOnce: scenesAtOnce, work });
    await review(Math.min(toMs, nowMs), spell);
  }

  async function review(untilMs: number, spell: Spell): Promise<void> {
    const result = await decideReviews({
      open,
      untilMs,
      keep: untilMs === nowMs ? leftOpen : 0,
      reviewers,
      spell,
    });
    open = result.left;
    decided.push(...result.decided);
    await refitCalibration(await contextAt(untilMs, builder, spell));
  }

  const by = { by: manager, spell: first };
  await runEval(beginMs + 4 * hourMs, { set: "core", engine: "rules" }, by);
  const baselineId = await runEval(beginMs + 5 * hourMs, { set: "holdout" }, by);
  await spotCheck(
    beginMs + 6 * hourMs,
    0.5,
    "Until confidence is calibrated, every second confident card is checked",
  );
  await tell(0, haste.fromMs, first);
  say("… a week of tickets and reviews");

  const hurried = newSpell(draw);
  const hasty = await promoteHastyPrompt(haste.fromMs, admin, hurried);
  simulator.script(hastyAnswers);
  await tell(haste.fromMs, haste.toMs, hurried);
  await runEval(
    haste.toMs - 20 * minuteMs,
    { set: "holdout", promptVersion: hasty, baselineId },
    { by: admin, spell: hurried },
  );
  await rollBackHastyPrompt(haste.toMs, admin, hurried);
  simulator.script([]);
  const calm = newSpell(draw);
  await tell(haste.toMs, outage.fromMs, calm);

  const dark = newSpell(draw);
  simulator.script([{ faults: ["status-503"], repeat: true }]);
  await tell(outage.fromMs, outage.toMs, dark);
  simulator.script([]);

  const light = newSpell(draw);
  const retries = dark.jobs.filter((job) => job.name === "triage.retry");
  for (const [index, job] of retries.entries()) {
    // Not all of them: some are with a human already.
    if (index % 6 === 5) continue;
    const atMs = outage.toMs + index * 4_000;
    const ctx = await contextAt(atMs, builder, light);
    await retryTriage(ctx, job.data);
    const { id, ticketId, review, card } = await getTriage(ctx, job.data.triageId);
    open = open.filter(({ triageId }) => triageId !== id);
    const { text } = (await getTicketDetail(ctx, ticketId)).ticket;
    if (review.state === "pending" && card) open.push(openCardOf(draw, { triageId: id, atMs, text, card }));
  }
  const draftedMs = nowMs - 2.1 * dayMs;
  await tell(outage.toMs, draftedMs, light);
  say("… another week");

  const late = { by: manager, spell: light };
  const careful = await draftCarefulPrompt(draftedMs, admin, light);
  await runEval(draftedMs + hourMs, { set: "holdout", policyPatch: cheaperRouting, baselineId }, late);
  const carefulRun = await runEval(
    draftedMs + 2 * hourMs,
    { set: "holdout", promptVersion: careful, baselineId },
    late,
  );
  const { missedGates } = await getEvalRunDetail(await contextAt(nowMs, builder, light), carefulRun);
  if (missedGates.length === 0)
    await tryCarefulPrompt(draftedMs + 3 * hourMs, {
      version: careful,
      by: admin,
      spell: light,
    });
  await spotCheck(draftedMs + 4 * hourMs, 0.3, "Confidence is calibrated; three in ten are enough for now");
  await tell(draftedMs, nowMs + dayMs, light);

  for (const [index, { id }] of sure.slice(-3).entries()) {
    // The last of them a moment ago.
    const ctx = await contextAt(nowMs - (26 - 12 * index) * minuteMs, agent, light);
    await unlessOutdated(async () => {
      await requestCardReview(ctx, id, { reason: "The shop calls it worse than the card says" });
    });
  }
  await lookAgain({ decided, nowMs, manager, reviewers, spell: light });
  await refitCalibration(await contextAt(nowMs, builder, light), { daily: true });
  for (const job of [first, hurried, calm, dark, light].flatMap(({ jobs }) => jobs)) {
    if (job.name !== "callback.deliver") continue;
    await deliver(await contextAt(nowMs - 2 * minuteMs, builder, light), job.data.deliveryId);
  }
  for (const caller of callers) {
    const last = scenes.findLast(
      ({ atMs, request }) => atMs < nowMs && callerOf(callers, request) === caller,
    );
    if (last) await touchApiKey(setUp.database, { id: caller.id, lastUsedAt: null }, new Date(last.atMs));
  }
  await setBudgets(nowMs - 3 * dayMs, admin, light);
  await saveViews(nowMs - 6 * dayMs, { agent, manager, reviewer: reviewers[0] ?? manager }, light);
  // Told out of order: counted once, before anybody looks.
  await rebuild(setUp, () => {});
  say("… eval runs, second opinions, budgets, messages and views");
}
