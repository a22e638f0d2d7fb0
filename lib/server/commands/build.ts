import path from "node:path";
import { runCommand } from "../command-line.ts";
import { ensureBuild } from "../ensure-build.ts";

/** `npm run build`: builds unless there is a build of exactly this source. `npm start` does the same by itself. */
await runCommand(async () => {
  const root = path.resolve(import.meta.dirname, "../../..");
  await ensureBuild(root, (line) => process.stdout.write(`${line}\n`), new AbortController().signal);
});
