import { randomBytes } from "node:crypto";
import { text as readStream } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { emailSchema, passwordSchema, roles } from "#lib/contracts/access.ts";
import { shortText } from "#lib/contracts/text.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createUser, disableUser, listUsers, setUserRole } from "#lib/services/access/users.ts";
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

const usage = `usage: npm run users -- create --email E --role ${roles.join("|")} [--name NAME] [--password-stdin] | list | set-role --email E --role ROLE | disable --email E`;

const roleArgument = z.enum(roles, `must be one of ${roles.join(", ")}`);

interface Options {
  email?: string | undefined;
  role?: string | undefined;
  name?: string | undefined;
  "password-stdin"?: boolean | undefined;
}

type Task = (ctx: AuditContext & { database: Database }) => Promise<string>;

const emailOf = ({ email }: Options) => parseArgument("--email", emailSchema, email);
const roleOf = ({ role }: Options) => parseArgument("--role", roleArgument, role);

async function readPassword(): Promise<string> {
  const [line] = (await readStream(process.stdin)).split(/\r?\n/);
  return parseArgument("the password", passwordSchema, line);
}

/** With a password from standard input, or with one made up here and printed once. */
async function create(options: Options): Promise<Task> {
  const email = emailOf(options);
  const role = roleOf(options);
  const name = parseArgument("--name", shortText, options.name ?? email);
  const given = options["password-stdin"] ? await readPassword() : null;
  const password = given ?? randomBytes(15).toString("base64url");
  return async (ctx) => {
    await createUser(ctx, { email, role, name, password });
    const shown = given === null ? `password: ${password}\n` : "";
    return `${email} is created as ${role}\n${shown}`;
  };
}

const list: Task = async (ctx) => {
  const users = await allPages((query) => listUsers(ctx, query));
  const rows = users.map((user) => [
    user.email,
    user.role,
    user.name,
    user.createdAt,
    user.disabledAt ? `disabled ${user.disabledAt}` : "active",
  ]);
  return tableOf(["EMAIL", "ROLE", "NAME", "CREATED", "STATE"], rows);
};

function setRole(options: Options): Task {
  const email = emailOf(options);
  const role = roleOf(options);
  return async (ctx) => {
    await setUserRole(ctx, { email }, role);
    return `${email} is now ${role}\n`;
  };
}

function disable(options: Options): Task {
  const email = emailOf(options);
  return async (ctx) => {
    await disableUser(ctx, { email });
    return `${email} is disabled\n`;
  };
}

/** What the arguments ask for; e-mail and role may stand without their names. Throws a usage error. */
async function readTask(args: string[]): Promise<Task> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: "string" },
      role: { type: "string" },
      name: { type: "string" },
      "password-stdin": { type: "boolean" },
    },
  });
  const [action, email, role, ...rest] = positionals;
  const options = { ...values, email: values.email ?? email, role: values.role ?? role };
  if (rest.length > 0) throw usageError(usage);
  if (action === "create") return await create(options);
  if (action === "list") return list;
  if (action === "set-role") return setRole(options);
  if (action === "disable") return disable(options);
  throw usageError(usage);
}

/** `npm run users`: makes, lists and changes people, while the server runs and while it does not. */
await runCommand(async () => {
  const task = await readTask(process.argv.slice(2));
  const { database, close } = await openDatabase(settingsOrExit());
  try {
    process.stdout.write(await task({ database, runtime: systemRuntime, actor: commandLine }));
  } finally {
    await close();
  }
});
