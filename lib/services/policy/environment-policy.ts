import { z } from "zod";
import {
  type EnvironmentDifference,
  type PolicyContent,
  type PolicyModel,
  policyContentSchema,
} from "#lib/contracts/policy.ts";

/** What the environment says of the policy. */
const environmentValuesSchema = z.object({
  models: z.object({ cheap: z.array(z.string()), strong: z.array(z.string()) }),
  attemptTimeoutMs: z.number(),
  cacheTtlSeconds: z.number(),
  reviewBelow: z.number(),
});
export type EnvironmentValues = z.infer<typeof environmentValuesSchema>;

/** What it said when a policy was put in force; null where that cannot be read. */
export const parseEnvironmentValues = (stored: unknown): EnvironmentValues | null =>
  environmentValuesSchema.safeParse(stored).data ?? null;

/** Models in the environment's order; of one that is known what else was said of it stays. */
const tierOf = (names: readonly string[], known: readonly PolicyModel[] = []): PolicyModel[] =>
  [...new Set(names)].map((model) => {
    const { timeoutMs = null, logProbabilities } = known.find((one) => one.model === model) ?? {};
    return { model, enabled: true, timeoutMs, ...(logProbabilities ? { logProbabilities } : {}) };
  });

/** The first policy: what the environment says, and the defaults of everything else. */
export const firstPolicy = ({ models, ...values }: EnvironmentValues): PolicyContent =>
  policyContentSchema.parse({
    ...values,
    models: { cheap: tierOf(models.cheap), strong: tierOf(models.strong) },
  });

/** Everything the environment has a say in, by its variable. */
const variables: readonly {
  name: string;
  said: (values: EnvironmentValues) => string;
  inForce: (content: PolicyContent) => string;
  apply: (content: PolicyContent, values: EnvironmentValues) => PolicyContent;
}[] = [
  ...(["cheap", "strong"] as const).map((tier) => ({
    name: `TRIAGE_${tier.toUpperCase()}_MODELS`,
    said: ({ models }: EnvironmentValues) => [...new Set(models[tier])].join(","),
    inForce: ({ models }: PolicyContent) =>
      models[tier].map(({ model, enabled }) => (enabled ? model : `${model} (disabled)`)).join(","),
    apply: (content: PolicyContent, values: EnvironmentValues) => ({
      ...content,
      models: { ...content.models, [tier]: tierOf(values.models[tier], content.models[tier]) },
    }),
  })),
  ...(
    [
      ["TRIAGE_ATTEMPT_TIMEOUT_MS", "attemptTimeoutMs"],
      ["TRIAGE_REVIEW_BELOW", "reviewBelow"],
      ["TRIAGE_CACHE_TTL_S", "cacheTtlSeconds"],
    ] as const
  ).map(([name, field]) => ({
    name,
    said: (values: EnvironmentValues) => String(values[field]),
    inForce: (content: PolicyContent) => String(content[field]),
    apply: (content: PolicyContent, values: EnvironmentValues) => ({ ...content, [field]: values[field] }),
  })),
];

/**
 * What counts in a process: a value that its environment says otherwise than the one in which the policy was put in
 * force; every other one is as the policy says. `changed` names the variables.
 */
export function withEnvironment(
  content: PolicyContent,
  before: EnvironmentValues | null,
  now: EnvironmentValues,
): { content: PolicyContent; changed: string[] } {
  if (before === null) return { content, changed: [] };
  const changed = variables.filter(({ said }) => said(before) !== said(now));
  return {
    content: changed.reduce((made, variable) => variable.apply(made, now), content),
    changed: changed.map(({ name }) => name),
  };
}

/** Where the policy in force says something else than the environment. */
export function differencesFrom(
  environment: EnvironmentValues | null,
  content: PolicyContent,
): EnvironmentDifference[] {
  if (environment === null) return [];
  return variables
    .map(({ name, said, inForce }) => ({
      variable: name,
      environment: said(environment),
      policy: inForce(content),
    }))
    .filter((each) => each.environment !== each.policy);
}
