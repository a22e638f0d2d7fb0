import { execFile } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** Runs `npm run eval` with arguments to its end, whatever its exit code. */
export async function runEvalCommand(args: string[], environment: NodeJS.ProcessEnv) {
  return await new Promise<{ code: number; stdout: string; stderr: string }>((resolve, reject) => {
    const file = path.join(root, "evals/run.ts");
    execFile(process.execPath, [file, ...args], { cwd: root, env: environment }, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** The id of the run that the command printed. */
export function runIdIn(stdout: string): string {
  const id = /^run_[0-9a-z]{26}/m.exec(stdout)?.[0];
  if (id === undefined) throw new Error(`no run was named:\n${stdout}`);
  return id;
}
