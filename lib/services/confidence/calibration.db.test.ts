import { afterAll, beforeAll, expect, test } from "vitest";
import { findLatestCalibration, listReviewedCards } from "#db/queries/calibrations.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { createTestDatabase, newCard, newTriage, type TestDatabase } from "#db/testing.ts";
import type { CardCalibration } from "#lib/contracts/calibration.ts";
import type { Category } from "#lib/contracts/vocabulary.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import { decideCard, reopenCard, requestCardReview } from "#lib/services/review/reviews.ts";
import { undoCard } from "#lib/services/review/undo.ts";
import { testContext } from "#lib/services/testing.ts";
import { refitCalibration, reviewedCardsSince } from "./calibration.ts";

let home: TestDatabase;
const added: NewJob[] = [];
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const context = () => ({
  ...testContext({
    database: home.database,
    jobs: { add: async (_db, jobs) => void added.push(...jobs) },
    simulatorUrl: null,
  }),
  actor: {
    type: "user",
    id: "usr_ada",
    name: "Ada",
    email: "ada@example.com",
    role: "reviewer",
    scopes: [],
  } as const,
});

const due = { claimDueAt: new Date("2100-01-01"), decideDueAt: new Date("2100-01-01") };

/** A card that waits for a human, or, with a share of 0, one that nobody was asked about. */
async function putCard({ reviewShare = 1, category = "infra" as Category } = {}): Promise<string> {
  const calibration: CardCalibration = {
    state: "not_calibrated",
    confidence: 0.8,
    band: "medium",
    stated: 0.8,
    path: "rules",
    basis: null,
    n: 0,
    needed: 100,
    version: null,
    reviewShare,
  };
  const triage = newTriage({
    triage: {
      card: newCard({ category }),
      calibration,
      review: { state: reviewShare > 0 ? "pending" : "none", reasons: [] },
    },
    reviewDue: null,
  });
  await storeTriage(home.database, reviewShare > 0 ? { ...triage, reviewDue: due } : triage);
  return triage.triage.id;
}

const approve = (id: string) => decideCard(context(), id, { action: "approve" });
const correct = (id: string, category: Category) =>
  decideCard(context(), id, { action: "correct", card: { category }, reason: "it is not" });
const reviewed = () => listReviewedCards(home.database, reviewedCardsSince(context().runtime));

test("a decided card is an example; what is taken back, opened again or asked for by hand is none", async () => {
  const [right, wrong, undone, reopened] = [
    await putCard(),
    await putCard(),
    await putCard(),
    await putCard(),
  ];
  const chosen = await putCard({ reviewShare: 0 });
  await requestCardReview(context(), chosen, { reason: "looks odd" });
  await approve(right);
  await correct(wrong, "data");
  await approve(undone);
  await undoCard(context(), undone);
  await approve(reopened);
  await reopenCard(context(), reopened, { reason: "no", secondOpinion: false });
  await approve(chosen);
  const cards = await reviewed();
  const base = { path: "rules", category: "infra", stated: 0.8, reviewShare: 1 };
  expect(cards).toEqual([
    { ...base, right: false },
    { ...base, right: true },
  ]);

  await correct(reopened, "app");
  expect(await reviewed()).toContainEqual({ ...base, right: false });
  expect(await reviewed()).toHaveLength(3);
});

test("enough decisions ask for a new calibration, which is made once, however many make it", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => putCard({ category: "data" })));
  for (const id of ids) await approve(id);
  expect(added.at(-1)).toEqual({ name: "calibration.fit", data: { daily: false } });
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => refitCalibration(context())));
  expect(outcomes.sort()).toEqual(["fitted", "not due", "not due", "not due"]);
  const latest = await findLatestCalibration(home.database);
  expect(latest).toMatchObject({ fittedBy: "Ada", n: 23, content: { rules: { n: 23, steps: [] } } });
  expect(await refitCalibration(context())).toBe("not due");
});

test("the daily look learns from a single decision, and from none not at all", async () => {
  await approve(await putCard({ category: "data" }));
  expect(await refitCalibration(context())).toBe("not due");
  expect(await refitCalibration(context(), { daily: true })).toBe("fitted");
  expect(await findLatestCalibration(home.database)).toMatchObject({ n: 24 });
  expect(await refitCalibration(context(), { daily: true })).toBe("not due");
});
