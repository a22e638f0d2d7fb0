import type { RunbookMatch } from "#lib/contracts/runbooks.ts";
import type { QuotedRunbook } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { findRunbooks, quoteSections } from "./find-runbooks.ts";

interface FoundRunbooks {
  runbooks: RunbookMatch[];
  /** What a model is shown of them. */
  sections: QuotedRunbook[];
}

/**
 * Runbooks for a ticket that is being triaged. A card without a runbook is better than none: when the shelf cannot be
 * searched there are no runbooks, and the log says why.
 */
export async function runbooksFor(
  ctx: Pick<
    ServiceContext,
    "database" | "policy" | "logger" | "requestId" | "redact" | "shelfVectors" | "signal"
  >,
  text: string,
): Promise<FoundRunbooks> {
  try {
    const runbooks = await findRunbooks(ctx, text);
    const asked = ctx.policy.models.cheap.length + ctx.policy.models.strong.length > 0;
    return { runbooks, sections: asked ? await quoteSections(ctx, runbooks) : [] };
  } catch (error) {
    ctx.logger.warn({ requestId: ctx.requestId, err: error }, "runbooks could not be searched");
    return { runbooks: [], sections: [] };
  }
}
