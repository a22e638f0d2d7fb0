import { callApi } from "#components/api-client.ts";
import {
  approveReviewsOperation,
  claimReviewOperation,
  decideReviewOperation,
  listMyDecisionsOperation,
  listReviewsOperation,
  nextReviewOperation,
  releaseReviewOperation,
  snoozeReviewOperation,
  undoActOperation,
  undoReviewOperation,
} from "#lib/contracts/review-operations.ts";
import type { DecisionRequest, ReviewFilters, ReviewItem } from "#lib/contracts/reviews.ts";
import { getTicketOperation } from "#lib/contracts/ticket-operations.ts";
import type { TriageDetail } from "#lib/contracts/triage.ts";
import { paramsOfFilters, type QueueState } from "./queue-state.ts";

/** The calls of the review page, each as its operation says. */

const pathOf = (path: string, triageId: string) => path.replace("{triageId}", triageId);

/** A card in hand: its place in the queue, its text and what explains it. */
export interface CardInHand {
  item: ReviewItem;
  detail: TriageDetail;
}

export const detailOf = (ticketId: string): Promise<TriageDetail> =>
  callApi(getTicketOperation.path.replace("{id}", ticketId), getTicketOperation.answer);

const withDetail = async (item: ReviewItem): Promise<CardInHand> => ({
  item,
  detail: await detailOf(item.ticketId),
});

/** The next card for this person of what the queue is narrowed to; null when none waits. */
export async function takeNext(filters: ReviewFilters): Promise<CardInHand | null> {
  const address = `${nextReviewOperation.path}?${paramsOfFilters(filters)}`;
  const { item } = await callApi(address, nextReviewOperation.answer, { body: {} });
  return item ? await withDetail(item) : null;
}

export async function take(triageId: string): Promise<CardInHand> {
  const { path, answer } = claimReviewOperation;
  return await withDetail(await callApi(pathOf(path, triageId), answer, { body: {} }));
}

/** Takes a card whose ticket is known; what is shown of it may be a moment old, so it is read anew meanwhile. */
export async function takeProposed({ item: { triageId, ticketId } }: CardInHand): Promise<CardInHand> {
  const [item, detail] = await Promise.all([keep(triageId), detailOf(ticketId)]);
  return { item, detail };
}

export const keep = (triageId: string) =>
  callApi(pathOf(claimReviewOperation.path, triageId), claimReviewOperation.answer, { body: {} });

export const decide = (triageId: string, body: DecisionRequest) =>
  callApi(pathOf(decideReviewOperation.path, triageId), decideReviewOperation.answer, { body });

export const skip = (triageId: string, reason: string) =>
  callApi(pathOf(releaseReviewOperation.path, triageId), releaseReviewOperation.answer, { body: { reason } });

export const snooze = (triageId: string, minutes: number) =>
  callApi(pathOf(snoozeReviewOperation.path, triageId), snoozeReviewOperation.answer, { body: { minutes } });

export const undo = (triageId: string) =>
  callApi(pathOf(undoReviewOperation.path, triageId), undoReviewOperation.answer, { body: {} });

export const undoAct = (actId: string) =>
  callApi(undoActOperation.path.replace("{id}", actId), undoActOperation.answer, { body: {} });

export const approveAll = (triageIds: string[]) =>
  callApi(approveReviewsOperation.path, approveReviewsOperation.answer, { body: { triageIds } });

/** So many rows at once, among which cards that say the same are found. */
const rowsAtOnce = 100;

export const listQueue = ({ view, filters }: QueueState, cursor: string | null, signal: AbortSignal) => {
  const params = paramsOfFilters(filters);
  params.set("view", view);
  params.set("limit", String(rowsAtOnce));
  if (cursor) params.set("cursor", cursor);
  return callApi(`${listReviewsOperation.path}?${params}`, listReviewsOperation.answer, { signal });
};

export const listMine = (signal: AbortSignal) =>
  callApi(listMyDecisionsOperation.path, listMyDecisionsOperation.answer, { signal });

/** Gives a card back while the page is being left; nobody waits for the answer. */
export function leave(triageId: string): void {
  navigator.sendBeacon(
    pathOf(releaseReviewOperation.path, triageId),
    new Blob(["{}"], { type: "application/json" }),
  );
}
