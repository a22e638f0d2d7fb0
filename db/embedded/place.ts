import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type ProgramRunner, programRunner } from "./program.ts";

/** Where the embedded database keeps its things, and how its programs are run. */
export interface Place {
  /** `DATA_DIR`, absolute. */
  dataDirectory: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  logFile: string;
  /** Only where there are no Unix sockets. */
  passwordFile: string;
  binaries: Binaries;
  runner: ProgramRunner;
}

export const usesSockets = process.platform !== "win32";
export const superuser = "postgres";

/** The place below a data directory, which is made if need be. */
export async function placeIn(directory: string): Promise<Place> {
  const dataDirectory = path.resolve(directory);
  // Root shares it with the database's user, who must pass through; the files in it are private either way.
  await mkdir(dataDirectory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const cluster = path.join(dataDirectory, "postgres");
  const binaries = await findBinaries();
  return {
    dataDirectory,
    cluster,
    logFile: path.join(dataDirectory, "postgres.log"),
    passwordFile: path.join(dataDirectory, "postgres-password"),
    binaries,
    runner: await programRunner(binaries, dataDirectory, cluster),
  };
}
