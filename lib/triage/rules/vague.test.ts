import { describe, expect, it } from "vitest";
import { buildCard } from "../card.ts";
import { reviewFor } from "../review.ts";
import { extractWithRules } from "./extract.ts";

const cardOf = (text: string) =>
  buildCard({ extraction: extractWithRules({ text }), text, extractor: "rules" }).card;
const reviewOf = (text: string) =>
  reviewFor(cardOf(text), { reviewBelow: 0.7, unsupported: [], degraded: false, strongMissed: false });

describe("a ticket that says too little", () => {
  it.each([
    "Something feels odd since this morning, please look",
    "it doesn't work",
    "please help!!!",
    "URGENT URGENT URGENT",
    "Strange behaviour, please check",
    "see attached",
    "Etwas stimmt nicht, bitte mal schauen",
    "algo raro, ayuda por favor",
    "Can someone have a look at this? Thanks",
  ])("goes to a human: %s", (text) => {
    expect(cardOf(text).confidence).toBeLessThanOrEqual(0.5);
    expect(reviewOf(text).state).toBe("pending");
  });

  it("is no request when it says that something is wrong", () => {
    const card = cardOf("Something feels odd since this morning, please look");
    expect(card.category).toBe("unknown");
    expect(card.steps[0]).toMatch(/^Ask the reporter/);
  });

  it.each([
    "How do I reset my password?",
    "Could you please order a new monitor for my desk?",
    "Thanks, it works again now",
    "VPN is not working",
    "Server down",
  ])("is not one that says what it is about: %s", (text) => {
    expect(cardOf(text).confidence).toBeGreaterThan(0.7);
  });
});
