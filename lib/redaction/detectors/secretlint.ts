import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { RemovedKind } from "#lib/contracts/redaction.ts";
import type { Finding } from "../finding.ts";

// It keeps a mark for every rule of every text, for ever.
secretLintProfiler.setEnabled(false);

const prefix = "@secretlint/secretlint-rule-";

/** Left out: a comment in a text could switch the others off; and these two take the host along with the password. */
const leftOut = new Set(["filter-comments", "basicauth", "database-connection-string"]);

/** An account's number is none of a person; and of a secret key the reported place is that of its name. */
const leftOutMessages = new Set(["AWSAccountID", "AWSSecretAccessKey"]);

const kinds: Readonly<Record<string, RemovedKind>> = {
  anthropic: "anthropic-key",
  aws: "aws-key",
  gcp: "google-key",
  github: "github-token",
  gitlab: "gitlab-token",
  npm: "npm-token",
  openai: "openai-key",
  privatekey: "private-key",
  slack: "slack-token",
  stripe: "stripe-key",
};

const nameOf = (ruleId: string) => ruleId.slice(prefix.length);

const config = {
  rules: rules
    .filter((rule) => !leftOut.has(nameOf(rule.meta.id)))
    .map((rule) => ({ id: rule.meta.id, rule })),
};

/** Tokens and keys of providers whose form secretlint's recommended rules know. */
export async function findBySecretlint(text: string): Promise<Finding[]> {
  const { messages } = await lintSource({
    source: { filePath: "ticket.txt", content: text, contentType: "text", ext: ".txt" },
    options: { config, noPhysicFilePath: true },
  });
  return messages
    .filter((message) => !leftOutMessages.has(message.messageId))
    .map(({ range: [start, end], ruleId }) => ({ start, end, kind: kinds[nameOf(ruleId)] ?? "token" }));
}
