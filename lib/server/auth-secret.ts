import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { systemErrorCode } from "#lib/core/system-error.ts";

/**
 * The secret that signs sessions, kept in `DATA_DIR` so that they survive a restart; made at the first start. Linking
 * a finished file into place makes two first starts agree on one.
 */
export async function keptAuthSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, "auth-secret");
  await mkdir(dataDirectory, { recursive: true });
  const made = `${file}.${process.pid}.new`;
  await writeFile(made, randomBytes(48).toString("base64url"), { mode: 0o600 });
  try {
    await link(made, file);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
  } finally {
    await rm(made, { force: true });
  }
  return await readFile(file, "utf8");
}
