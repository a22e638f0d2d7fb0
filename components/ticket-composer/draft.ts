import { z } from "zod";
import { environmentSchema } from "#lib/contracts/vocabulary.ts";

const draftKey = "triage-gateway.draft";

const draftSchema = z.object({
  text: z.string(),
  source: z.string(),
  service: z.string(),
  environment: environmentSchema.nullable(),
});

/** What stands in the form. */
export type Draft = z.infer<typeof draftSchema>;

export const emptyDraft: Draft = { text: "", source: "", service: "", environment: null };

/** The draft of the last visit; null without one, or where the browser keeps nothing. */
export function loadDraft(): Draft | null {
  try {
    const parsed = draftSchema.safeParse(JSON.parse(localStorage.getItem(draftKey) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Keeps the draft in this browser; an empty one is forgotten. A full or forbidden storage is no reason to stop. */
export function saveDraft(draft: Draft): void {
  try {
    if (draft.text === "") localStorage.removeItem(draftKey);
    else localStorage.setItem(draftKey, JSON.stringify(draft));
  } catch {
    // The text is still in the form.
  }
}
