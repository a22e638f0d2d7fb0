import path from "node:path";
import type { Actor } from "#lib/contracts/access.ts";
import { defaultApiScopes, scopesOfRole } from "#lib/contracts/access.ts";
import { installBuiltInSets } from "#lib/server/built-in-sets.ts";
import { createApiKey } from "#lib/services/access/api-keys.ts";
import { createUser } from "#lib/services/access/users.ts";
import { refitCalibration } from "#lib/services/confidence/calibration.ts";
import { startEvalRun } from "#lib/services/evals/eval-runs.ts";
import { workOnQueuedRun } from "#lib/services/evals/work-on-runs.ts";
import { importRunbookFolder } from "#lib/services/knowledge/import-runbooks.ts";
import { retryTriage } from "#lib/services/later/retry-triage.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { drawFrom } from "#samples/draw.ts";
import type { Simulator } from "#simulator/server.ts";
import { saveViews, setBudgets } from "./furniture.ts";
import { hastyAnswers, promoteHastyPrompt, rollBackHastyPrompt } from "./hasty-prompt.ts";
import { inGroups } from "./in-groups.ts";
import { colleagues, keys, samplePeople } from "./people.ts";
import { decideReviews, type OpenCard } from "./reviews.ts";
import { contextAt, newSpell, type Spell } from "./sample-context.ts";
import { type Scene, storyDays, tellStory } from "./story.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const seed = 20;
const scenesAtOnce = 4;

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
function callerOf(callers: readonly Actor[], { request }: Scene): Actor {
  const name =
    request.service === "payments"
      ? "payments-bridge"
      : request.source === "sentry"
        ? "error-tracker"
        : request.source === "siem" || request.source === "mailbox"
          ? "security-feed"
          : request.source === "zendesk"
            ? "helpdesk"
            : "alert-router";
  const caller = callers.find((each) => each.name === name);
  if (!caller) throw new Error(`There is a key ${name}.`);
  return caller;
}

async function runEvals(moments: readonly number[], manager: Person, spell: Spell): Promise<void> {
  for (const atMs of moments) {
    const ctx = await contextAt(atMs, manager, spell);
    await startEvalRun(ctx, { set: "core", engine: "rules", repeats: 1, commit: null });
    await workOnQueuedRun(ctx, "demonstration");
  }
}

/**
 * Tells two weeks of a made-up shop platform to the product's own use cases, as of `nowMs`: people, keys, runbooks,
 * tickets with storms, a prompt that was put in use in haste and taken back, an outage of the models, better cards
 * afterwards, reviews, eval runs, budgets and views.
 */
export async function fillDemo(
  nowMs: number,
  { simulator, root, say }: { simulator: Simulator; root: string; say: (line: string) => void },
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

  const open: OpenCard[] = [];
  async function tell(part: readonly Scene[], spell: Spell): Promise<void> {
    const work = async (scene: Scene) => {
      const ctx = await contextAt(scene.atMs, callerOf(callers, scene), spell);
      const { id, review, card, origin } = await triageTicket(ctx, scene.request);
      if (review.state !== "pending" || !card) return;
      open.push({ triageId: id, atMs: scene.atMs, card, promptVersion: origin.promptVersion });
    };
    await inGroups(part, ({ group }) => group, { atOnce: scenesAtOnce, work });
  }
  const between = (fromMs: number, toMs: number) =>
    scenes.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);

  await tell(between(0, haste.fromMs), first);
  const hurried = newSpell(draw);
  const version = await promoteHastyPrompt(haste.fromMs, admin, hurried);
  simulator.script(hastyAnswers);
  await tell(between(haste.fromMs, haste.toMs), hurried);
  await rollBackHastyPrompt(haste.toMs, { version, by: admin, spell: hurried });
  simulator.script([]);
  await tell(between(haste.toMs, outage.fromMs), newSpell(draw));
  say("… a week of tickets");

  const dark = newSpell(draw);
  simulator.script([{ faults: ["status-503"], repeat: true }]);
  await tell(between(outage.fromMs, outage.toMs), dark);
  simulator.script([]);

  const light = newSpell(draw);
  for (const [index, job] of dark.jobs.entries()) {
    if (job.name !== "triage.retry") continue;
    // Not all of them: some are with a human already.
    if (index % 6 === 5) continue;
    await retryTriage(await contextAt(outage.toMs + index * 4_000, builder, light), job.data);
  }
  await tell(between(outage.toMs, nowMs + dayMs), light);
  say("… another week of tickets");

  await decideReviews({ open, nowMs, reviewers, doubtful: version, spell: light });
  await refitCalibration(await contextAt(nowMs, builder, light));
  await runEvals([nowMs - 11 * dayMs, nowMs - 2 * dayMs], manager, light);
  await setBudgets(nowMs - 3 * dayMs, admin, light);
  await saveViews(nowMs - 6 * dayMs, { agent, manager, reviewer: reviewers[0] ?? manager }, light);
  say("… reviews, eval runs, budgets and views");
}
