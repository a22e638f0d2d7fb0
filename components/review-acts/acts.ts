import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import {
  reopenReviewOperation,
  requestReviewOperation,
  secondOpinionOperation,
} from "#lib/contracts/review-operations.ts";
import { givenReasonRequestSchema, type ReviewItem, reasonRequestSchema } from "#lib/contracts/reviews.ts";

/** What somebody may ask of a card that they are not deciding. */
export type ReviewAct = "request" | "reopen" | "second_opinion";

/** What a card's place in the queue is to whoever looks at it. */
export type ReviewPlace = "none" | "open" | "elsewhere" | "decided";

/** Where a card stands; without an item it was never in the queue, or its incident waits there with another card. */
export function placeOf(item: ReviewItem | null, state: string): ReviewPlace {
  if (item) return isDecided(item) ? "decided" : "open";
  return state === "pending" ? "elsewhere" : "none";
}

/** Nobody is asked about this card any more. */
export const isDecided = ({ decided, secondOpinion }: ReviewItem) => decided !== null && !secondOpinion;

/** What may be asked of a card that stands there; opening again is for reviewers. */
export function actsAt(place: ReviewPlace, mayReview: boolean): ReviewAct[] {
  if (place === "none") return ["request"];
  return place === "decided" && mayReview ? ["reopen", "second_opinion"] : [];
}

/** The act of a single key: R puts a card into the queue, whether it was there before or not, O asks somebody else. */
export function actOfKey(key: string, acts: readonly ReviewAct[]): ReviewAct | undefined {
  const letter = key.toLowerCase();
  if (letter === "o") return acts.find((act) => act === "second_opinion");
  return letter === "r" ? acts.find((act) => act !== "second_opinion") : undefined;
}

const operations = {
  request: requestReviewOperation,
  reopen: reopenReviewOperation,
  second_opinion: secondOpinionOperation,
} as const;

const bodies = {
  request: reasonRequestSchema,
  reopen: givenReasonRequestSchema,
  second_opinion: givenReasonRequestSchema,
} as const;

/** What is sent, or null where the act asks for a reason and none is given. */
export function bodyOf(act: ReviewAct, reason: string): { reason?: string | undefined } | null {
  const parsed = bodies[act].safeParse(reason.trim() === "" ? {} : { reason });
  return parsed.success ? parsed.data : null;
}

/** Asks it of the gateway, and answers with the card's place in the queue. */
export function perform(act: ReviewAct, triageId: string, body: { reason?: string | undefined }) {
  const { path, answer } = operations[act];
  return callApi(pathOf(path, { triageId }), answer, { body });
}
