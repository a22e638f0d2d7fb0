import { forbidden, redirect } from "next/navigation";
import { sectionsFor } from "#components/settings/sections.ts";
import { pageContext } from "#lib/server/page-context.ts";

/** The settings have no page of their own: the first one that the role may see. */
export default async function SettingsRoute() {
  const { actor } = await pageContext("triage:read", "/settings");
  const [first] = sectionsFor(actor.role);
  if (!first) forbidden();
  redirect(first.path);
}
