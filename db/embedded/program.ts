import { execFile, spawn, spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { AppError } from "../../lib/core/errors.ts";
import type { Binaries } from "./binaries.ts";

/**
 * How PostgreSQL's programs are run. PostgreSQL refuses to run as root; then they run as `owner`, an unprivileged
 * user, to whom the cluster's files belong.
 */
export interface ProgramRunner {
  owner: { uid: number; gid: number } | null;
  /** Waits for the program; rejects when it fails. */
  run(file: string, args: string[]): Promise<void>;
  /** Starts a program that outlives this one, in a session of its own so that Ctrl+C does not reach it. */
  launch(file: string, args: string[], log: number): { exited(): boolean; pid: number | undefined };
}

type Wrap = (file: string, args: string[]) => { file: string; args: string[]; uid?: number; gid?: number };

/** Nothing of our environment: PG… variables would change what the programs do. */
const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C", NODE_ENV: "production" } as const;

function runnerFor(owner: ProgramRunner["owner"], wrap: Wrap): ProgramRunner {
  const execute = promisify(execFile);
  return {
    owner,
    async run(file, args) {
      const { file: program, args: all, ...identity } = wrap(file, args);
      await execute(program, all, { ...identity, env: environment, cwd: "/" });
    },
    launch(file, args, log) {
      const { file: program, args: all, ...identity } = wrap(file, args);
      const child = spawn(program, all, {
        ...identity,
        env: environment,
        cwd: "/",
        detached: true,
        stdio: ["ignore", log, log],
      });
      let exited = false;
      child.on("exit", () => {
        exited = true;
      });
      child.on("error", () => {
        exited = true;
      });
      child.unref();
      return { exited: () => exited, pid: child.pid };
    },
  };
}

/** Users that systems keep for such a purpose, best first. */
const unprivilegedUsers = ["postgres", "nobody"];

function idOf(user: string, flag: "-u" | "-g"): number | null {
  const { status, stdout } = spawnSync("id", [flag, user], { encoding: "utf8", env: environment });
  return status === 0 ? Number(stdout.trim()) : null;
}

function findUnprivilegedUser(): { uid: number; gid: number } {
  for (const user of unprivilegedUsers) {
    const uid = idOf(user, "-u");
    const gid = idOf(user, "-g");
    if (uid && gid) return { uid, gid };
  }
  throw new AppError(
    "unavailable",
    `PostgreSQL does not run as root and there is no user ${unprivilegedUsers.join(" or ")}. Start as an ordinary user, or set DATABASE_URL.`,
  );
}

async function ownerOf(directory: string): Promise<{ uid: number; gid: number } | null> {
  const found = await stat(directory).catch(() => null);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}

/**
 * As root: a runner for an unprivileged user, which can reach the programs and the data even below a private
 * directory such as /root. There it keeps the one capability that overrides file permissions; the secure bit makes
 * access(2), with which initdb looks for its programs, honour it (capabilities(7)).
 */
async function runnerForRoot(binaries: Binaries, dataDirectory: string, cluster: string) {
  const owner = (await ownerOf(cluster)) ?? findUnprivilegedUser();
  const plain: Wrap = (file, args) => ({ file, args, ...owner });
  const capable: Wrap = (file, args) => ({
    file: "setpriv",
    args: [
      `--reuid=${owner.uid}`,
      `--regid=${owner.gid}`,
      "--clear-groups",
      "--inh-caps=+dac_override",
      "--ambient-caps=+dac_override",
      "--securebits=+no_setuid_fixup",
      "--",
      file,
      ...args,
    ],
  });
  for (const wrap of [plain, capable]) {
    const runner = runnerFor(owner, wrap);
    const reaches = ["-x", binaries.initdb, "-a", "-x", dataDirectory];
    const works = await runner.run("test", reaches).then(
      () => true,
      () => false,
    );
    if (works) return runner;
  }
  throw new AppError(
    "unavailable",
    `PostgreSQL does not run as root, and user ${owner.uid} cannot reach ${dataDirectory}. Move the project out of a private directory, start as an ordinary user, or set DATABASE_URL.`,
  );
}

export async function programRunner(
  binaries: Binaries,
  dataDirectory: string,
  cluster: string,
): Promise<ProgramRunner> {
  if (process.getuid?.() === 0) return await runnerForRoot(binaries, dataDirectory, cluster);
  return runnerFor(null, (file, args) => ({ file, args }));
}
