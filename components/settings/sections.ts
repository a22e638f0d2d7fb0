import { type ApiScope, type Role, scopesOfRole } from "#lib/contracts/access.ts";

export interface SettingsSection {
  path: `/settings/${string}`;
  name: string;
  /** Heading under which the sub-navigation shows it. */
  group: "Judgement" | "Money" | "Access" | "Operations";
  scope: ApiScope;
}

/** Every page of the settings, in the order of the sub-navigation; a new page adds its line here. */
const sections: readonly SettingsSection[] = [
  { path: "/settings/rules", name: "Rules", group: "Judgement", scope: "admin" },
  { path: "/settings/threshold", name: "Review threshold", group: "Judgement", scope: "admin" },
  { path: "/settings/models", name: "Models", group: "Judgement", scope: "admin" },
  { path: "/settings/policy", name: "Policy", group: "Judgement", scope: "admin" },
  { path: "/settings/prompts", name: "Prompts", group: "Judgement", scope: "admin" },
  { path: "/settings/budgets", name: "Budgets", group: "Money", scope: "admin" },
  { path: "/settings/keys", name: "API keys", group: "Access", scope: "admin" },
  { path: "/settings/users", name: "People", group: "Access", scope: "admin" },
  { path: "/settings/webhooks", name: "Webhooks", group: "Operations", scope: "admin" },
  { path: "/settings/audit", name: "Audit trail", group: "Operations", scope: "admin" },
  { path: "/settings/system", name: "System", group: "Operations", scope: "admin" },
];

/** One of them opens the settings. */
export const settingsScopes: readonly ApiScope[] = [...new Set(sections.map(({ scope }) => scope))];

/** The settings that a role may see. */
export const sectionsFor = (role: Role): SettingsSection[] =>
  sections.filter(({ scope }) => scopesOfRole[role].includes(scope));
