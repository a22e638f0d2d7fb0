import { parseArgs } from "node:util";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { apiScopes, defaultApiScopes } from "#lib/contracts/access.ts";
import { type LimitsChange, perMinuteMax } from "#lib/contracts/limits.ts";
import { shortText } from "#lib/contracts/text.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "#lib/services/access/api-keys.ts";
import type { AuditContext } from "#lib/services/audit/audit-trail.ts";
import {
  allPages,
  commandLine,
  parseArgument,
  runCommand,
  settingsOrExit,
  tableOf,
  usageError,
} from "../command-line.ts";
import { openDatabase } from "../open-database.ts";

const usage =
  "usage: npm run keys -- create --name NAME [--scopes a,b] [--team TEAM] [--requests-per-minute N] [--tokens-per-minute N] | list | revoke ID";

const scopesSchema = z
  .string()
  .transform((list) => list.split(",").map((scope) => scope.trim()))
  .pipe(z.array(z.enum(apiScopes, `must be of ${apiScopes.join(", ")}`)));

interface Options {
  name?: string | undefined;
  scopes?: string | undefined;
  team?: string | undefined;
  "requests-per-minute"?: string | undefined;
  "tokens-per-minute"?: string | undefined;
}

const perMinute = z.coerce.number("must be a number").pipe(z.int().min(1).max(perMinuteMax));

/** Limits that the arguments name; undefined: none. */
function limitsOf(options: Options): LimitsChange | undefined {
  const read = (name: "requests-per-minute" | "tokens-per-minute") => {
    const given = options[name];
    return given === undefined ? undefined : parseArgument(`--${name}`, perMinute, given);
  };
  const limits = {
    requestsPerMinute: read("requests-per-minute"),
    tokensPerMinute: read("tokens-per-minute"),
  };
  return Object.values(limits).every((value) => value === undefined) ? undefined : limits;
}

type Task = (ctx: AuditContext & { database: Database }) => Promise<string>;

function create({ name, scopes, team, ...options }: Options): Task {
  const key = {
    limits: limitsOf(options),
    name: parseArgument("--name", shortText, name),
    scopes: scopes === undefined ? defaultApiScopes : parseArgument("--scopes", scopesSchema, scopes),
    team: team === undefined ? null : parseArgument("--team", shortText, team),
  };
  return async (ctx) => `${(await createApiKey(ctx, key)).secret}\n`;
}

const list: Task = async (ctx) => {
  const keys = await allPages((query) => listApiKeys(ctx, query));
  const rows = keys.map((key) => [
    key.id,
    key.name,
    `${key.prefix}…`,
    key.scopes.join(","),
    key.team ?? "-",
    key.createdAt,
    key.lastUsedAt ?? "never",
    key.revokedAt ? `revoked ${key.revokedAt}` : "valid",
  ]);
  return tableOf(["ID", "NAME", "KEY", "SCOPES", "TEAM", "CREATED", "LAST USED", "STATE"], rows);
};

const revoke =
  (id: string): Task =>
  async (ctx) => {
    await revokeApiKey(ctx, id);
    return `${id} is revoked\n`;
  };

/** What the arguments ask for; throws a usage error before anything is opened. */
function readTask(args: string[]): Task {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: "string" },
      scopes: { type: "string" },
      team: { type: "string" },
      "requests-per-minute": { type: "string" },
      "tokens-per-minute": { type: "string" },
    },
  });
  const [action, ...rest] = positionals;
  if (action === "create" && rest.length === 0) return create(values);
  if (action === "list" && rest.length === 0) return list;
  if (action === "revoke" && rest[0] && rest.length === 1) return revoke(rest[0]);
  throw usageError(usage);
}

/** `npm run keys`: makes, lists and revokes API keys, while the server runs and while it does not. */
await runCommand(async () => {
  const task = readTask(process.argv.slice(2));
  const { database, close } = await openDatabase(settingsOrExit());
  try {
    process.stdout.write(await task({ database, runtime: systemRuntime, actor: commandLine }));
  } finally {
    await close();
  }
});
