import { randomBytes } from "node:crypto";
import { sharedSecret } from "#db/queries/shared-secrets.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** What signs messages to `callbackUrl`s, the same for all replicas; made when it is first needed. */
export async function webhookSecret({
  database,
  runtime,
}: Pick<ServiceContext, "database" | "runtime">): Promise<string> {
  const value = `whsec_${randomBytes(32).toString("base64")}`;
  return await sharedSecret(database, "webhook", { value, createdAt: runtime.now() });
}
