import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";

const root = path.resolve(import.meta.dirname, "..");
const command = (name: string) => path.join(root, "lib/server/commands", `${name}.ts`);
const runFile = promisify(execFile);

/** Longest time a start may take before a test gives up, in milliseconds. */
const startLimitMs = 120_000;

export interface GatewayProcess {
  url: string;
  process: ChildProcess;
  environment: NodeJS.ProcessEnv;
  /** What it printed so far, both streams. */
  output(): string;
  /** Creates an API key with the given scopes. */
  createKey(scopes?: string): Promise<string>;
  /** Sends a signal and waits; the exit code, null when the signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A directory of its own for one test file; gone afterwards. */
export async function temporaryDirectory(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), "triage-gateway-"));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Runs one of the project's commands to its end. */
export async function runCommand(
  name: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  input?: string,
) {
  const running = runFile(process.execPath, [command(name), ...args], { cwd: root, env: environment });
  running.child.stdin?.end(input ?? "");
  return running;
}

/** The demonstration tells two weeks before it is ready. */
export const demonstration = { script: path.join(root, "demo/start.ts"), limitMs: 600_000 };

/** Starts the built server on a free port and waits until it is ready. */
export async function startGateway(
  settings: Record<string, string>,
  { script, limitMs } = { script: command("start"), limitMs: startLimitMs },
): Promise<GatewayProcess> {
  const port = await freePort();
  const environment = { ...process.env, PORT: String(port), HOST: "127.0.0.1", APP_URL: "", ...settings };
  if (environment.APP_URL === "") Reflect.deleteProperty(environment, "APP_URL");
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const exited = once(child, "exit").then(([code]: (number | null)[]) => code ?? null);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, { exited, printed: () => printed, limitMs });
  return {
    url,
    process: child,
    environment,
    output: () => printed,
    createKey: async (scopes) => {
      const args = ["create", "--name", "test", ...(scopes ? ["--scopes", scopes] : [])];
      return (await runCommand("keys", args, environment)).stdout.trim();
    },
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      return exited;
    },
  };
}

interface Starting {
  exited: Promise<number | null>;
  printed: () => string;
  limitMs: number;
}

async function waitUntilReady(url: string, { exited, printed, limitMs }: Starting): Promise<void> {
  const state = { exited: false };
  void exited.then(() => {
    state.exited = true;
  });
  const giveUpAt = Date.now() + limitMs;
  while (Date.now() < giveUpAt) {
    if (state.exited) throw new Error(`the server ended before it was ready:\n${printed()}`);
    const response = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server was not ready in time:\n${printed()}`);
}
