import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { freePort } from "../../e2e/free-port.ts";

const root = path.resolve(import.meta.dirname, "../..");
const startLimitMs = 300_000;

export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** Starts a program that listens on the port it is told, and waits until something answers there. */
async function start(
  command: string,
  args: (port: number) => string[],
  environment: Record<string, string> = {},
): Promise<Running> {
  const port = await freePort();
  const child: ChildProcess = spawn(command, args(port), {
    cwd: root,
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: "ignore",
  });
  const exited = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  const begunMs = performance.now();
  while (performance.now() - begunMs < startLimitMs) {
    const answer = await fetch(url).catch(() => null);
    if (answer) {
      await answer.body?.cancel();
      return {
        url,
        async stop() {
          child.kill("SIGTERM");
          await exited;
        },
      };
    }
    if (child.exitCode !== null) throw new Error(`${command} ended before it answered.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill("SIGKILL");
  throw new Error(`${command} did not answer in time.`);
}

const own = (file: string) => path.join(root, file);

/** The simulated model, in a process of its own. */
export const startModel = () =>
  start(process.execPath, (port) => [own("simulator/server.ts"), "--port", String(port)]);

/** A handler that reads JSON and answers JSON, and nothing else. */
export const startFloor = () => start(process.execPath, () => [own("bench/load/floor.ts")]);

export const peer = { name: "@portkey-ai/gateway", version: "1.15.2" } as const;

/** Another gateway from npm, at a fixed version; fetched when it is asked for, and no part of what is installed. */
export const startPeer = () =>
  start("npm", (port) => [
    "exec",
    "--yes",
    `--package=${peer.name}@${peer.version}`,
    "--",
    "gateway",
    "--headless",
    `--port=${port}`,
  ]);
