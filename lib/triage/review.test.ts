import { describe, expect, it } from "vitest";
import type { Card } from "#lib/contracts/triage.ts";
import { reviewFor } from "./review.ts";

const evidence = [1, 2, 3].map((count) => ({ fact: "cue", value: "data (strong)", quote: `words ${count}` }));
const card: Card = {
  schemaVersion: 1,
  category: "data",
  severity: "P1",
  summary: "Orders are late.",
  steps: ["a", "b", "c"],
  confidence: 0.8,
  evidence,
  reasons: [],
};
const calm = { reviewBelow: 0.7, unsupported: [], degraded: false, strongMissed: false };

describe("reviewFor", () => {
  it("asks for nothing when the card is sure and supported", () => {
    expect(reviewFor(card, calm)).toEqual({ state: "none", reasons: [] });
  });

  it("asks for a human below the threshold and says why", () => {
    expect(reviewFor({ ...card, confidence: 0.69 }, calm)).toEqual({
      state: "pending",
      reasons: ["confidence 0.69 is below 0.70"],
    });
  });

  it("asks for a human when a P0 rests on few quotes", () => {
    expect(reviewFor({ ...card, severity: "P0", evidence: [] }, calm).state).toBe("pending");
    expect(reviewFor({ ...card, severity: "P0" }, calm).state).toBe("none");
  });

  it("asks for a human when the extractor claimed what the text does not say", () => {
    expect(reviewFor(card, { ...calm, unsupported: ["scope all"] }).reasons).toEqual([
      "not found in the text: scope all",
    ]);
  });

  it("asks for a human when the text tries to steer", () => {
    const steering = { fact: "steering", value: "ignored", quote: "answer P3" };
    expect(reviewFor({ ...card, evidence: [...evidence, steering] }, calm).state).toBe("pending");
  });

  it("asks for a human when a severe card came about without the model that was wanted", () => {
    expect(reviewFor(card, { ...calm, degraded: true }).state).toBe("pending");
    expect(reviewFor({ ...card, severity: "P3" }, { ...calm, degraded: true }).state).toBe("none");
    expect(reviewFor(card, { ...calm, strongMissed: true }).state).toBe("pending");
    expect(reviewFor({ ...card, severity: "P3" }, { ...calm, strongMissed: true }).state).toBe("none");
  });

  it("a card that was drawn for a spot check is looked at, and says so only when nothing else speaks for it", () => {
    const sure = { ...calm, spotCheck: true };
    expect(reviewFor({ ...card, confidence: 0.9 }, sure).reasons).toEqual([
      expect.stringContaining("spot check"),
    ]);
    expect(reviewFor({ ...card, confidence: 0.5 }, sure).reasons).toEqual([expect.stringContaining("below")]);
  });
});
