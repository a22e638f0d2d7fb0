import { eq } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { sharedSecrets } from "../schema/shared-secrets.ts";
import { run } from "./run.ts";

/** The secret of this name; the proposed one when there was none. Of two who propose at once both get the same. */
export async function sharedSecret(
  db: Queryable,
  name: string,
  proposed: { value: string; createdAt: Date },
): Promise<string> {
  await run(
    db
      .insert(sharedSecrets)
      .values({ name, ...proposed })
      .onConflictDoNothing(),
  );
  const [secret] = await run(db.select().from(sharedSecrets).where(eq(sharedSecrets.name, name)));
  if (!secret) throw new Error("A secret that was just made is there.");
  return secret.value;
}
