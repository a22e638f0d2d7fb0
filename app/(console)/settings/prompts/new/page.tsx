import type { Metadata } from "next";
import { PromptForm } from "#components/settings/prompts/prompt-form.tsx";
import { pageContext } from "#lib/server/page-context.ts";
import { getPrompt, listPrompts } from "#lib/services/prompts/prompts.ts";
import { orNotFound } from "../../../../or-not-found.ts";
import { requestedPath } from "../../../../page-request.ts";

export const metadata: Metadata = { title: "New draft" };

interface Props {
  /** `from`: the version it begins as; the one in use where absent. */
  searchParams: Promise<{ from?: string }>;
}

export default async function NewPromptRoute({ searchParams }: Props) {
  const { ctx } = await pageContext("admin", await requestedPath());
  const { from } = await searchParams;
  const version = from ?? (await listPrompts(ctx)).active;
  return <PromptForm from={await orNotFound(getPrompt(ctx, version))} />;
}
