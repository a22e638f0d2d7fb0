import type { Actor } from "#lib/contracts/access.ts";
import type { NewBudget } from "#lib/contracts/budgets.ts";
import type { NewView } from "#lib/contracts/views.ts";
import { addBudget, changeBudget } from "#lib/services/budgets/manage-budgets.ts";
import { saveView } from "#lib/services/tickets/views.ts";
import { contextAt, type Spell } from "./sample-context.ts";

/** Budgets with how far each shall be used by now. */
const budgets: readonly { budget: NewBudget; used: number }[] = [
  { budget: { subject: "everything", period: "month", limitUsd: 10, overBudget: "rules" }, used: 0.58 },
  { budget: { subject: "everything", period: "day", limitUsd: 1, overBudget: "cheap_only" }, used: 0.3 },
  {
    budget: { subject: "team", team: "support", period: "month", limitUsd: 5, overBudget: "cheap_only" },
    used: 0.87,
  },
  { budget: { subject: "evals", period: "month", limitUsd: 2, overBudget: "rules" }, used: 0.2 },
];

/** Below this nobody would set a limit, in US dollars. */
const leastLimitUsd = 0.25;
/** Up to what people would write down. */
const rounded = (usd: number) => (usd < 1 ? Math.ceil(usd * 20) / 20 : Math.ceil(usd * 4) / 4);

/** Budgets that are used to different degrees; what was spent depends on the day of the month. */
export async function setBudgets(atMs: number, by: Actor, spell: Spell): Promise<void> {
  const ctx = await contextAt(atMs, by, spell);
  for (const { budget, used } of budgets) {
    const { id, spentUsd } = await addBudget(ctx, budget);
    await changeBudget(ctx, id, { limitUsd: Math.max(leastLimitUsd, rounded(spentUsd / used)) });
  }
}

/** Views of the feed that people of a shop would keep, by whose they are. */
const views: Record<"agent" | "reviewer" | "manager", readonly NewView[]> = {
  manager: [
    { name: "Critical, waiting for review", query: "severity=P0,P1&review=pending", shared: true },
    { name: "Unsure cards", query: "confidence=low", shared: true },
  ],
  reviewer: [{ name: "Security, waiting", query: "category=security&review=pending", shared: true }],
  agent: [
    { name: "My shop mails", query: "source=zendesk", shared: false },
    { name: "Payments", query: "service=payments", shared: false },
  ],
};

/** Saved views, some shared and some of one person. */
export async function saveViews(
  atMs: number,
  people: Record<keyof typeof views, Actor>,
  spell: Spell,
): Promise<void> {
  for (const role of ["manager", "reviewer", "agent"] as const) {
    const ctx = await contextAt(atMs, people[role], spell);
    for (const view of views[role]) await saveView(ctx, view);
  }
}
