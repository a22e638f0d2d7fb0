import type { Metadata } from "next";
import { PromptPage } from "#components/settings/prompts/prompt-page.tsx";
import { getPromptOperation, listPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getPrompt, listPrompts } from "#lib/services/prompts/prompts.ts";
import { FirstAnswer } from "../../../../first-page.tsx";
import { orNotFound } from "../../../../or-not-found.ts";

export const metadata: Metadata = { title: "Prompt" };

interface Props {
  params: Promise<{ version: string }>;
}

export default async function PromptRoute({ params }: Props) {
  const { version } = await params;
  const { ctx } = await pageContext("admin", `/settings/prompts/${version}`);
  const prompt = await orNotFound(getPrompt(ctx, version));
  return (
    <FirstAnswer queryKey={[getPromptOperation.id, version]} read={async () => prompt}>
      <FirstAnswer queryKey={[listPromptsOperation.id]} read={() => listPrompts(ctx)}>
        <PromptPage version={version} />
      </FirstAnswer>
    </FirstAnswer>
  );
}
