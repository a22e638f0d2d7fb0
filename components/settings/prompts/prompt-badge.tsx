import { Badge } from "#components/ui/badge.tsx";
import type { PromptSummary } from "#lib/contracts/prompts.ts";

const names: Record<PromptSummary["state"], string> = {
  active: "In use",
  candidate: "For some",
  retired: "Was in use",
  draft: "Draft",
};
const tones = { active: "good", candidate: "accent", retired: "neutral", draft: "neutral" } as const;

/** Where a version stands. */
export function PromptBadge({
  state,
  percent,
}: {
  state: PromptSummary["state"];
  percent?: number | undefined;
}) {
  return (
    <Badge tone={tones[state]}>
      {names[state]}
      {state === "candidate" && percent !== undefined ? `, ${percent}%` : null}
    </Badge>
  );
}
