import {
  countRunbooks,
  findRunbook,
  listIncidentsWithoutRunbook,
  listRemovedRunbooks,
  listRunbookSources,
  listRunbooks as queryRunbooks,
} from "#db/queries/runbooks.ts";
import type {
  KnowledgeStatus,
  Runbook,
  RunbookListQuery,
  RunbookPage,
  RunbookSearchAnswer,
} from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { offeredOf } from "#lib/knowledge/join-readings.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { matchesMax, rankShelf, toMatch } from "./find-runbooks.ts";

type KnowledgeContext = Pick<ServiceContext, "database" | "runtime" | "shelfVectors" | "signal">;

const windowMs = 30 * 86_400_000;
/** Since when uses are counted. */
export const monthAgo = ({ runtime }: Pick<ServiceContext, "runtime">) =>
  new Date(runtime.now().getTime() - windowMs);

/** A page of the shelf by id; throws `invalid_fields` for a cursor that is not ours. */
export async function listRunbooks(ctx: KnowledgeContext, query: RunbookListQuery): Promise<RunbookPage> {
  return await queryRunbooks(ctx.database, query, monthAgo(ctx));
}

/** A runbook with all its sections, also one that was removed; throws `not_found`. */
export async function getRunbook(ctx: KnowledgeContext, id: string): Promise<Runbook> {
  const runbook = await findRunbook(ctx.database, id, monthAgo(ctx));
  if (!runbook) throw new AppError("not_found", "There is no such runbook.");
  return runbook;
}

/** How the shelf would answer a text, with the words that speak for each runbook, also for those that do not fit. */
export async function searchRunbooks(
  ctx: KnowledgeContext,
  { text, limit }: { text: string; limit: number },
): Promise<RunbookSearchAnswer> {
  const { ranked, runbooks } = await rankShelf(ctx, text);
  const offered = new Set(offeredOf(ranked, matchesMax));
  const hits = ranked.slice(0, limit).map((each) => ({
    ...toMatch(each),
    offered: offered.has(each),
    because: each.because,
  }));
  return { hits, runbooks };
}

/** What is on the shelf, where it came from and what is missing. */
export async function getKnowledgeStatus(
  ctx: KnowledgeContext,
  folder: string | null,
): Promise<KnowledgeStatus> {
  const [runbooks, sources, withoutRunbook, removed] = await Promise.all([
    countRunbooks(ctx.database),
    listRunbookSources(ctx.database),
    listIncidentsWithoutRunbook(ctx.database, monthAgo(ctx)),
    listRemovedRunbooks(ctx.database),
  ]);
  return { runbooks, folder, sources, withoutRunbook, removed };
}
