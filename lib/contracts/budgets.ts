import { z } from "zod";
import { shortText } from "./text.ts";

/** Whose calls a budget counts: all, eval runs included; those of a team or an API key; eval runs alone. */
export const budgetSubjects = ["everything", "team", "key", "evals"] as const;

/** UTC days and months. */
export const budgetPeriods = ["day", "month"] as const;

/**
 * What happens when a budget is used up. rules: no model is asked any more, and nothing is spent beyond the limit.
 * cheap_only: strong models are not asked any more; cheap ones are, and may pass the limit.
 */
export const overBudgets = ["rules", "cheap_only"] as const;
export type OverBudget = (typeof overBudgets)[number];

/** Where a budget comes from: `TRIAGE_DAILY_BUDGET_USD`, or an administrator. */
export const budgetOrigins = ["environment", "console"] as const;

/** Budgets there may be; each that applies is looked at before every call. */
export const budgetsMax = 200;

/** Exact in nano-USD, and far above what anybody spends. */
const usd = z
  .number("must be an amount in US dollars")
  .min(0.000_001, "must be over 0")
  .max(1_000_000_000)
  .transform((value) => Math.round(value * 1e9) / 1e9);

const overBudgetSchema = z.enum(overBudgets).meta({
  description:
    "What happens when it is used up. `rules`: no model is asked, nothing is spent beyond the limit. `cheap_only`: strong models are not asked any more; cheap ones are, and may pass the limit",
});

export const newBudgetSchema = z
  .strictObject({
    subject: z.enum(budgetSubjects).default("everything").meta({
      description: "Whose calls it counts; `everything` includes eval runs",
    }),
    team: shortText.optional().meta({ description: "With the subject `team`, as it stands on its keys" }),
    apiKeyId: shortText.optional().meta({ description: "With the subject `key`" }),
    period: z.enum(budgetPeriods).default("day"),
    limitUsd: usd,
    overBudget: overBudgetSchema.default("rules"),
  })
  .superRefine(({ subject, team, apiKeyId }, context) => {
    const names = { team: subject === "team", apiKeyId: subject === "key" };
    for (const [path, isNeeded] of Object.entries(names)) {
      const isGiven = (path === "team" ? team : apiKeyId) !== undefined;
      if (isNeeded === isGiven) continue;
      const message = isNeeded ? `is needed for the subject ${subject}` : `has no meaning for ${subject}`;
      context.addIssue({ code: "custom", path: [path], message });
    }
  })
  .meta({ id: "NewBudget" });
export type NewBudget = z.output<typeof newBudgetSchema>;

export const budgetChangeSchema = z
  .strictObject({ limitUsd: usd.optional(), overBudget: overBudgetSchema.optional() })
  .meta({ id: "BudgetChange" });
export type BudgetChange = z.output<typeof budgetChangeSchema>;

export const budgetSchema = z
  .object({
    id: z.string(),
    subject: z.enum(budgetSubjects),
    team: z.string().nullable(),
    apiKeyId: z.string().nullable(),
    apiKeyName: z.string().nullable(),
    period: z.enum(budgetPeriods),
    limitUsd: z.number(),
    overBudget: overBudgetSchema,
    origin: z.enum(budgetOrigins).meta({
      description: "One from the environment changes with `TRIAGE_DAILY_BUDGET_USD` only",
    }),
    spentUsd: z.number().meta({
      description: "In this period; a call whose cost is unknown counts with what was kept for it",
    }),
    reservedUsd: z.number().meta({ description: "Kept for calls under way" }),
    periodStart: z.iso.datetime(),
    periodEnd: z.iso.datetime(),
  })
  .meta({ id: "Budget" });
export type Budget = z.infer<typeof budgetSchema>;

export const budgetListSchema = z.object({ items: z.array(budgetSchema) }).meta({ id: "BudgetList" });

/** What listeners hear when a share of a budget is used: each share once in a period. */
export const budgetWarningSchema = z
  .object({
    budget: budgetSchema,
    percent: z.int().meta({ description: "80; 100 when it is used up or a call was refused for it" }),
  })
  .meta({ id: "BudgetWarning" });
