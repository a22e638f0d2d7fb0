import { policyContentSchema } from "../contracts/policy.ts";
import type { ModelPrompt } from "./model-port.ts";
import { type Policy, policyFrom, versionOfContent } from "./policy.ts";
import type { AnswerSignals, TicketSignals } from "./router.ts";

const named = (names: readonly string[]) => names.map((model) => ({ model, enabled: true, timeoutMs: null }));

/** A policy with these models, the time limits of the environment's defaults, and defaults for everything else. */
export function testPolicy(
  { cheap = [], strong = [] }: { cheap?: readonly string[]; strong?: readonly string[] },
  limits: Partial<Pick<Policy, "deadlineMs" | "attemptTimeoutMs">> = {},
): Policy {
  const { deadlineMs = 20_000, attemptTimeoutMs = 8_000 } = limits;
  const content = policyContentSchema.parse({
    models: { cheap: named(cheap), strong: named(strong) },
    attemptTimeoutMs,
    cacheTtlSeconds: 3600,
    reviewBelow: 0.7,
  });
  return policyFrom({ version: versionOfContent(content), content }, { deadlineMs });
}

export const testPrompt: ModelPrompt = {
  system: "s",
  user: "u",
  parameters: { temperature: null, maxOutputTokens: 8_192, reasoningEffort: "low" },
  version: "v",
};

/** A ticket that nothing speaks for asking the strong tier about, and an answer that fits it. */
export const calmAnswer: AnswerSignals = {
  category: "app",
  severity: "P3",
  confidence: 0.9,
  harm: false,
  unsupported: 0,
};
export const calmTicket: TicketSignals = {
  rules: { category: "app", severity: "P3", confidence: 0.5, harm: false },
  characters: 200,
  isMixed: false,
  isSteering: false,
  service: null,
  environment: null,
};
