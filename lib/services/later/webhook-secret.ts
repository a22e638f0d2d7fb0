import { randomBytes } from "node:crypto";
import { replaceSharedSecret, sharedSecret } from "#db/queries/shared-secrets.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { ShownWebhookSecret, WebhookSecretState } from "#lib/contracts/webhooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** How long the secret before still signs too, so that receivers can change over. */
const overlapMs = 86_400_000;

const secretName = "webhook";

type SecretContext = Pick<ServiceContext, "database" | "runtime" | "sealer">;

/** What another AUTH_SECRET sealed can be replaced and not be read. */
const sealedElsewhere =
  "The webhook secret was sealed under another AUTH_SECRET. Put that one back, or make a new webhook secret.";

/** Sealed, as it is stored. */
const newSecret = ({ runtime, sealer }: SecretContext) => ({
  value: sealer.seal(`whsec_${randomBytes(32).toString("base64")}`),
  createdAt: runtime.now(),
});

interface Secrets {
  /** null when it was sealed under another AUTH_SECRET. */
  secret: string | null;
  createdAt: Date;
  /** null when nothing else signs any more. */
  previous: { secret: string; until: Date } | null;
}

/** What signs messages to `callbackUrl`s, the same for all replicas; made when it is first needed. */
async function readSecrets(ctx: SecretContext): Promise<Secrets> {
  const { current, previous } = await sharedSecret(ctx.database, secretName, newSecret(ctx));
  const before = previous && ctx.sealer.open(previous.value);
  const until = previous && new Date(previous.createdAt.getTime() + overlapMs);
  return {
    secret: ctx.sealer.open(current.value),
    createdAt: current.createdAt,
    previous: before !== null && until && until > ctx.runtime.now() ? { secret: before, until } : null,
  };
}

function readable({ secret }: Secrets): string {
  if (secret === null) throw new AppError("unavailable", sealedElsewhere, { retryable: false });
  return secret;
}

/** The secret that receivers should know; throws `unavailable` when it was sealed under another AUTH_SECRET. */
export async function webhookSecret(ctx: SecretContext): Promise<string> {
  return readable(await readSecrets(ctx));
}

/** Everything that signs now, newest first; nothing when the newest was sealed under another AUTH_SECRET. */
export async function signingSecrets(ctx: SecretContext): Promise<string[]> {
  const { secret, previous } = await readSecrets(ctx);
  if (secret === null) return [];
  return previous ? [secret, previous.secret] : [secret];
}

const stateOf = ({ createdAt, previous }: Secrets): WebhookSecretState => ({
  createdAt: createdAt.toISOString(),
  previousUntil: previous?.until.toISOString() ?? null,
});

const subject = { type: "webhook_secret", id: secretName, name: "Webhook secret" };

/** When the secret was made, without the secret. */
export async function getWebhookSecretState(ctx: SecretContext): Promise<WebhookSecretState> {
  return stateOf(await readSecrets(ctx));
}

/** The secret itself; who looked is noted. Throws `unavailable` when it was sealed under another AUTH_SECRET. */
export async function showWebhookSecret(ctx: ServiceContext): Promise<ShownWebhookSecret> {
  const secrets = await readSecrets(ctx);
  const secret = readable(secrets);
  await inTransaction(ctx.database, (tx) =>
    recordAudit(tx, ctx, { action: "webhook.secret_shown", subject, before: null, after: null }),
  );
  return { ...stateOf(secrets), secret };
}

/** Makes a new secret; the present one signs too for another day, any older one no longer. */
export async function rotateWebhookSecret(ctx: ServiceContext): Promise<ShownWebhookSecret> {
  const earlier = await readSecrets(ctx);
  const next = newSecret(ctx);
  await inTransaction(ctx.database, async (tx) => {
    await replaceSharedSecret(tx, secretName, next);
    await recordAudit(tx, ctx, {
      action: "webhook.secret_rotated",
      subject,
      before: { createdAt: earlier.createdAt.toISOString() },
      after: { createdAt: next.createdAt.toISOString() },
    });
  });
  const secrets = await readSecrets(ctx);
  return { ...stateOf(secrets), secret: readable(secrets) };
}
