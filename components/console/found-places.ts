import { runbookAddress } from "#components/knowledge/runbook-address.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { dateFormat } from "#components/ui/date-format.ts";
import type { ApiKey } from "#lib/contracts/api-keys.ts";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import type { EvalSet } from "#lib/contracts/eval-set.ts";
import type { PromptSummary } from "#lib/contracts/prompts.ts";
import type { RunbookSearchHit } from "#lib/contracts/runbooks.ts";
import type { User } from "#lib/contracts/users.ts";
import type { View } from "#lib/contracts/views.ts";
import { type Command, type CommandGroup, go, matching } from "./commands.ts";

/** Things of the gateway that the palette leads to; empty where the role may not see them or nothing was asked yet. */
export interface KnownPlaces {
  /** Found by the text, best first. */
  runbooks: readonly RunbookSearchHit[];
  /** The newest ones, and the one with the id that was typed. */
  runs: readonly EvalRun[];
  sets: readonly EvalSet[];
  prompts: readonly PromptSummary[];
  views: readonly View[];
  people: readonly User[];
  keys: readonly ApiKey[];
}

/** So many of a kind are shown; more letters find the others. */
const shownMax = 4;

const runCommand = ({ id, set, createdAt, engine, models, promptVersion, startedBy }: EvalRun): Command =>
  go(
    id,
    `${set}, ${dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(new Date(createdAt))}`,
    `/evals/${id}`,
    ["eval run", id, engine, ...models, promptVersion, startedBy].filter(Boolean).join(" "),
  );

const runbookCommand = ({ id, title }: RunbookSearchHit): Command =>
  go(`runbook ${id}`, visibleLine(title), runbookAddress(id), "runbook");

const setCommand = ({ name }: EvalSet): Command =>
  go(`set ${name}`, name, `/evals?set=${encodeURIComponent(name)}`, "eval set cases");

const promptCommand = ({ version, name, state, note }: PromptSummary): Command =>
  go(
    `prompt ${version}`,
    `${visibleLine(name)}, ${version}`,
    `/settings/prompts/${version}`,
    `prompt version ${state} ${note}`,
  );

const viewCommand = ({ id, name, query, owner }: View): Command =>
  go(id, visibleLine(name), `/tickets?${query}`, `saved view tickets ${owner.name}`);

const personCommand = ({ id, name, email, role }: User): Command =>
  go(id, `${visibleLine(name)}, ${email}`, `/settings/users#${id}`, `person people user ${role}`);

const keyCommand = ({ id, name, prefix, team, revokedAt }: ApiKey): Command =>
  go(
    id,
    visibleLine(team === null ? name : `${name}, ${team}`),
    `/settings/keys#${id}`,
    `api key ${id} ${prefix}${revokedAt === null ? "" : " revoked"}`,
  );

/** What of all that is known fits the text, in groups. */
export function placesMatching(known: KnownPlaces, text: string): CommandGroup[] {
  const found = matching(
    [
      { name: "Eval runs", items: known.runs.map(runCommand) },
      { name: "Eval sets", items: known.sets.map(setCommand) },
      { name: "Saved views", items: known.views.map(viewCommand) },
      { name: "Prompt versions", items: known.prompts.map(promptCommand) },
      { name: "People", items: known.people.map(personCommand) },
      { name: "API keys", items: known.keys.map(keyCommand) },
    ],
    text,
  );
  // The server has judged which runbooks fit.
  const runbooks = known.runbooks.map(runbookCommand);
  return [...(runbooks.length > 0 ? [{ name: "Runbooks", items: runbooks }] : []), ...found].map(
    ({ name, items }) => ({ name, items: items.slice(0, shownMax) }),
  );
}
