import { type Removed, type RemovedKind, removedKinds } from "#lib/contracts/redaction.ts";

const names: Record<RemovedKind, [one: string, many: string]> = {
  email: ["an e-mail address", "e-mail addresses"],
  phone: ["a phone number", "phone numbers"],
  card: ["a card number", "card numbers"],
  iban: ["an IBAN", "IBANs"],
  "account-number": ["an account number", "account numbers"],
  "national-id": ["a personal id number", "personal id numbers"],
  password: ["a password", "passwords"],
  token: ["a token", "tokens"],
  "api-key": ["an API key", "API keys"],
  secret: ["a secret", "secrets"],
  "private-key": ["a private key", "private keys"],
  "session-id": ["a session id", "session ids"],
  cookie: ["a cookie", "cookies"],
  authorization: ["an authorization header", "authorization headers"],
  "aws-key": ["an AWS key", "AWS keys"],
  "google-key": ["a Google key", "Google keys"],
  "azure-key": ["an Azure key", "Azure keys"],
  "github-token": ["a GitHub token", "GitHub tokens"],
  "gitlab-token": ["a GitLab token", "GitLab tokens"],
  "slack-token": ["a Slack token", "Slack tokens"],
  "stripe-key": ["a Stripe key", "Stripe keys"],
  "openai-key": ["an OpenAI key", "OpenAI keys"],
  "anthropic-key": ["an Anthropic key", "Anthropic keys"],
  "npm-token": ["an npm token", "npm tokens"],
  "gateway-key": ["a key of this gateway", "keys of this gateway"],
};

/** What stands at a placeholder's place, as a sentence. */
export const oneRemoved = (kind: RemovedKind) => `${names[kind][0]} was removed`;

const countOf = (kind: RemovedKind, count: number) => {
  const [one, many] = names[kind];
  return count === 1 ? one.replace(/^an? /, "1 ") : `${count} ${many}`;
};

/** "3 things were removed: 2 e-mail addresses, 1 password"; null when nothing was. */
export function removedText(removed: Removed): string | null {
  const kinds = removedKinds.flatMap((kind) => {
    const count = removed[kind];
    return count === undefined ? [] : [{ kind, count }];
  });
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const things = total === 1 ? "1 thing was" : `${total} things were`;
  return `${things} removed: ${kinds.map(({ kind, count }) => countOf(kind, count)).join(", ")}`;
}
