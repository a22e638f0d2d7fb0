import { Webhook } from "standardwebhooks";

interface WebhookMessage {
  /** The same for every delivery of a message, so that a receiver can drop what it has already seen. */
  id: string;
  /** When this delivery is made; receivers refuse what is more than five minutes off. */
  timestamp: Date;
  body: string;
}

/**
 * The headers of Standard Webhooks for a message: a signature over id, time and body with each secret, newest first,
 * so that a receiver may still know the old one while secrets rotate. Secrets are base64, with or without `whsec_`;
 * throws for one that is not.
 */
export function signMessage({ id, timestamp, body }: WebhookMessage, secrets: readonly string[]) {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, timestamp, body));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(timestamp.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}
