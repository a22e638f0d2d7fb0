import { z } from "zod";
import { define, idParams, type Operation } from "./operation.ts";
import {
  acknowledgementSchema,
  actUndoneSchema,
  bulkAnswerSchema,
  bulkApprovalSchema,
  decisionRequestSchema,
  givenReasonRequestSchema,
  nextReviewSchema,
  reasonRequestSchema,
  reviewClocksChangeSchema,
  reviewClocksStateSchema,
  reviewDecisionsSchema,
  reviewEscalationsSchema,
  reviewFiguresQuerySchema,
  reviewFiguresSchema,
  reviewFiltersSchema,
  reviewItemSchema,
  reviewListQuerySchema,
  reviewPageSchema,
  snoozeRequestSchema,
} from "./reviews.ts";
import { triageSchema } from "./triage.ts";

const triageIdParams = z.object({ triageId: idParams("tri").shape.id });

export const listReviewsOperation = define({
  method: "GET",
  path: "/api/v1/reviews",
  id: "listReviews",
  summary: "List the cards that wait for a human",
  description: "What is due first comes first. Keyset pages as in the list of tickets.",
  scope: "review:write",
  query: reviewListQuerySchema,
  answer: reviewPageSchema,
  success: "A page of the queue",
});

export const nextReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/next",
  id: "nextReview",
  summary: "Take the card that is due first",
  description:
    "Of several who ask at once each gets another card. The claim lasts 45 seconds; claim the card again to keep it.",
  scope: "review:write",
  query: reviewFiltersSchema,
  answer: nextReviewSchema,
  success: "The card, now the caller's; null when none waits",
});

export const approveReviewsOperation = define({
  method: "POST",
  path: "/api/v1/reviews/approvals",
  id: "approveReviews",
  summary: "Approve several cards",
  scope: "review:write",
  body: bulkApprovalSchema,
  answer: bulkAnswerSchema,
  success: "Which cards were approved, and which not and why",
});

export const listMyDecisionsOperation = define({
  method: "GET",
  path: "/api/v1/reviews/mine",
  id: "listMyDecisions",
  summary: "List the caller's decisions that can be taken back",
  scope: "review:write",
  answer: reviewDecisionsSchema,
  success: "At most ten, newest first",
});

export const getReviewFiguresOperation = define({
  method: "GET",
  path: "/api/v1/reviews/figures",
  id: "getReviewFigures",
  summary: "How often humans change cards, agree, and keep the clocks",
  description: "Over the last 30 days unless `from` and `to` are given; at most the newest 10,000 decisions.",
  scope: "stats:read",
  query: reviewFiguresQuerySchema,
  answer: reviewFiguresSchema,
  success: "The figures",
});

export const getReviewClocksOperation = define({
  method: "GET",
  path: "/api/v1/review-clocks",
  id: "getReviewClocks",
  summary: "Read how long cards may wait",
  scope: "review:write",
  answer: reviewClocksStateSchema,
  success: "The time to take and to decide a card, by its severity",
});

export const changeReviewClocksOperation = define({
  method: "POST",
  path: "/api/v1/review-clocks",
  id: "changeReviewClocks",
  summary: "Change how long cards may wait",
  description:
    "For cards that are queued from now on, on every replica within seconds; what waits keeps its times. Makes a version of the policy, and is in the audit trail. Needs `review:write` as well.",
  scope: "stats:read",
  body: reviewClocksChangeSchema,
  answer: reviewClocksStateSchema,
  success: "The times that count now",
  alsoFails: ["conflict"],
});

export const getEscalationsOperation = define({
  method: "GET",
  path: "/api/v1/review-escalations",
  id: "getReviewEscalations",
  summary: "Read what has waited too long",
  description:
    "A card that nobody took or decided in time is escalated within a minute, once for each clock: listeners hear `review.escalated`, so does its `callbackUrl`, and it counts here until it is decided or somebody takes note.",
  scope: "stats:read",
  answer: reviewEscalationsSchema,
  success: "How many cards, and the one that is due first",
});

export const acknowledgeEscalationsOperation = define({
  method: "POST",
  path: "/api/v1/review-escalations/acknowledge",
  id: "acknowledgeReviewEscalations",
  summary: "Take note of what has waited too long",
  description:
    "The cards stay in the queue; their review history says who took note. Needs `review:write` as well.",
  scope: "stats:read",
  body: acknowledgementSchema,
  answer: reviewEscalationsSchema,
  success: "What is left",
});

export const getReviewOperation = define({
  method: "GET",
  path: "/api/v1/reviews/{triageId}",
  id: "getReview",
  summary: "Read a card's place in the queue",
  scope: "triage:read",
  params: triageIdParams,
  answer: reviewItemSchema,
  success: "The card as the queue shows it",
});

export const listDecisionsOperation = define({
  method: "GET",
  path: "/api/v1/reviews/{triageId}/decisions",
  id: "listDecisions",
  summary: "Read what humans did with a card",
  scope: "triage:read",
  params: triageIdParams,
  answer: reviewDecisionsSchema,
  success: "The newest 200 entries, oldest first, with the fields that changed",
});

export const claimReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/claim",
  id: "claimReview",
  summary: "Take a card, or keep it",
  description:
    "A claim lasts 45 seconds. Claim again before it ends; a card that is not kept is free for others.",
  scope: "review:write",
  params: triageIdParams,
  answer: reviewItemSchema,
  success: "The card is the caller's",
});

export const releaseReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/release",
  id: "releaseReview",
  summary: "Give a card back",
  description: "With a `reason` it is a skip: the card goes to somebody else.",
  scope: "review:write",
  params: triageIdParams,
  body: reasonRequestSchema,
  answer: reviewItemSchema,
  success: "The card is free",
});

export const snoozeReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/snooze",
  id: "snoozeReview",
  summary: "Put a card away for a while",
  scope: "review:write",
  params: triageIdParams,
  body: snoozeRequestSchema,
  answer: reviewItemSchema,
  success: "The card comes back by itself",
});

export const decideReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/decision",
  id: "decideReview",
  summary: "Approve or correct a card",
  description:
    "A correction names the fields that change. It replaces the card, what the cache answers for the same incident, and the cards of its repeats. A card is decided once: 409 when somebody else was faster or is on it.",
  scope: "review:write",
  params: triageIdParams,
  body: decisionRequestSchema,
  answer: triageSchema,
  success: "The triage as it is now",
});

export const undoReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/undo",
  id: "undoReview",
  summary: "Take back one of the caller's last ten decisions",
  scope: "review:write",
  params: triageIdParams,
  answer: reviewItemSchema,
  success: "The card is as before, and the caller's to decide",
});

export const undoActOperation = define({
  method: "POST",
  path: "/api/v1/reviews/acts/{id}/undo",
  id: "undoReviewAct",
  summary: "Take back one of the caller's last ten acts as a whole",
  description: "Such as many cards approved at once. The cards wait for anybody again.",
  scope: "review:write",
  params: idParams("rev"),
  answer: actUndoneSchema,
  success: "Which cards are as before, and which not and why",
});

export const withdrawReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/withdraw",
  id: "withdrawReviewWish",
  summary: "Take back that a card was sent to review, opened again or put before somebody else",
  description: "One's own wish, as long as nobody is on the card. The card stands as before.",
  scope: "triage:write",
  params: triageIdParams,
  answer: triageSchema,
  success: "The triage as it is now",
  alsoFails: ["conflict"],
});

export const reopenReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/reopen",
  id: "reopenReview",
  summary: "Open a decided card again",
  scope: "review:write",
  params: triageIdParams,
  body: givenReasonRequestSchema,
  answer: reviewItemSchema,
  success: "The card waits in the queue",
});

export const secondOpinionOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/second-opinion",
  id: "askSecondOpinion",
  summary: "Ask somebody else to decide a decided card, too",
  scope: "review:write",
  params: triageIdParams,
  body: givenReasonRequestSchema,
  answer: reviewItemSchema,
  success: "The card waits for anybody but the one who decided it",
});

export const requestReviewOperation = define({
  method: "POST",
  path: "/api/v1/reviews/{triageId}/request",
  id: "requestReview",
  summary: "Ask for a human to look at a card",
  scope: "triage:write",
  params: triageIdParams,
  body: reasonRequestSchema,
  answer: reviewItemSchema,
  success: "The card waits in the queue",
});

/** Everything that can be asked of the review queue. */
export const reviewOperations: readonly Operation[] = [
  listReviewsOperation,
  nextReviewOperation,
  approveReviewsOperation,
  listMyDecisionsOperation,
  getReviewFiguresOperation,
  getReviewClocksOperation,
  changeReviewClocksOperation,
  getEscalationsOperation,
  acknowledgeEscalationsOperation,
  getReviewOperation,
  listDecisionsOperation,
  claimReviewOperation,
  releaseReviewOperation,
  snoozeReviewOperation,
  decideReviewOperation,
  undoReviewOperation,
  undoActOperation,
  withdrawReviewOperation,
  reopenReviewOperation,
  secondOpinionOperation,
  requestReviewOperation,
];
