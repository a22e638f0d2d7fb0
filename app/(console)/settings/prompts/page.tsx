import type { Metadata } from "next";
import { PromptsPage } from "#components/settings/prompts/prompts-page.tsx";
import { listPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listPrompts } from "#lib/services/prompts/prompts.ts";
import { FirstAnswer } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "Prompts" };

export default async function PromptsRoute() {
  const { ctx } = await pageContext("admin", "/settings/prompts");
  return (
    <FirstAnswer queryKey={[listPromptsOperation.id]} read={() => listPrompts(ctx)}>
      <PromptsPage />
    </FirstAnswer>
  );
}
