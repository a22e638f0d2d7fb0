import fc from "fast-check";
import { expect, test } from "vitest";
import { routingCauses } from "../contracts/trace.ts";
import { categories, environments, severities } from "../contracts/vocabulary.ts";
import { type AnswerSignals, nextTier, startTier, type TicketSignals } from "./router.ts";
import { calmAnswer, calmTicket, testPolicy } from "./testing.ts";

const policy = testPolicy({ cheap: ["openai:a"], strong: ["openai:b"] });
const rules = (change: Partial<TicketSignals["rules"]>) => ({ rules: { ...calmTicket.rules, ...change } });

test.each<[string, Partial<TicketSignals>, string]>([
  ["nothing in particular", {}, ""],
  ["P1 by sure rules", rules({ severity: "P1", confidence: 0.7 }), "severity"],
  ["P1 by unsure rules", rules({ severity: "P1", confidence: 0.5 }), ""],
  ["P2 by sure rules", rules({ severity: "P2", confidence: 0.9 }), ""],
  ["security by sure rules", rules({ category: "security", confidence: 0.9 }), "category"],
  ["harm by sure rules", rules({ harm: true, confidence: 0.9 }), "harm"],
  [
    "all of it",
    rules({ category: "security", severity: "P0", harm: true, confidence: 0.9 }),
    "severity,category,harm",
  ],
  [
    "P0 of a development system",
    { ...rules({ severity: "P0", confidence: 0.9 }), environment: "development" },
    "",
  ],
  [
    "P0 in production",
    { ...rules({ severity: "P0", confidence: 0.9 }), environment: "production" },
    "severity",
  ],
  ["a long text", { characters: 12_000 }, "long"],
  ["several kinds of text in one", { isMixed: true }, "mixed"],
  ["a text that steers", { isSteering: true }, "steering"],
])("%s", (_, change, causes) => {
  const decision = startTier({ ...calmTicket, ...change }, policy);
  expect(decision.causes.join()).toBe(causes);
  expect(decision.tier).toBe(causes === "" ? "cheap" : "strong");
});

test("a service that the policy names is read by the strong tier, however it is written", () => {
  const routing = { ...policy.routing, strongServices: ["Payments"] };
  const decision = startTier({ ...calmTicket, service: "payments" }, { ...policy, routing });
  expect(decision).toMatchObject({ tier: "strong", causes: ["service"] });
  expect(decision.reason).toContain("payments");
});

test("with one tier there is no choice", () => {
  const critical = { ...calmTicket, isMixed: true };
  expect(startTier(critical, testPolicy({ cheap: ["openai:a"] })).tier).toBe("cheap");
  expect(startTier(calmTicket, testPolicy({ strong: ["openai:a"] })).tier).toBe("strong");
  expect(startTier(calmTicket, testPolicy({})).reason).toMatch(/No model/);
});

test.each<[string, Partial<AnswerSignals>, Partial<TicketSignals>, string]>([
  ["sure, supported, not critical", {}, {}, ""],
  ["P1", { severity: "P1" }, {}, "severity"],
  ["security", { category: "security" }, {}, "category"],
  ["harm", { harm: true }, {}, "harm"],
  ["P0 of a development system", { severity: "P0" }, { environment: "development" }, ""],
  ["unsure", { confidence: 0.64 }, {}, "low_confidence"],
  ["one claim without its words", { unsupported: 1 }, {}, ""],
  ["two claims without their words", { unsupported: 2 }, {}, "unsupported"],
  ["another category than sure rules", { category: "data" }, rules({ confidence: 0.6 }), "disagreement"],
  ["another category than unsure rules", { category: "data" }, {}, ""],
  ["a severity next to that of sure rules", {}, rules({ severity: "P2", confidence: 0.9 }), ""],
  ["a severity far from that of sure rules", {}, rules({ severity: "P1", confidence: 0.9 }), "disagreement"],
])("a cheap answer: %s", (_, answer, ticket, causes) => {
  const decision = nextTier({ ...calmTicket, ...ticket }, { ...calmAnswer, ...answer }, policy.routing);
  expect(decision.causes.join()).toBe(causes);
  expect(decision.tier).toBe(causes === "" ? "cheap" : "strong");
});

const verdict = {
  category: fc.constantFrom(...categories),
  severity: fc.constantFrom(...severities),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  harm: fc.boolean(),
};
const tickets: fc.Arbitrary<TicketSignals> = fc.record({
  rules: fc.record(verdict),
  characters: fc.integer({ min: 1, max: 100_000 }),
  isMixed: fc.boolean(),
  isSteering: fc.boolean(),
  service: fc.option(fc.string()),
  environment: fc.option(fc.constantFrom(...environments)),
});
const answers: fc.Arbitrary<AnswerSignals> = fc.record({ ...verdict, unsupported: fc.nat({ max: 20 }) });

test("a decision for the strong tier always has causes, and always says why in one sentence", () => {
  fc.assert(
    fc.property(tickets, answers, (ticket, answer) => {
      for (const decision of [startTier(ticket, policy), nextTier(ticket, answer, policy.routing)]) {
        expect(decision.tier === "strong").toBe(decision.causes.length > 0);
        expect(decision.causes.every((cause) => routingCauses.includes(cause))).toBe(true);
        expect(decision.reason).toMatch(/^[A-Z].*\.$/s);
      }
    }),
  );
});

test("a cheap answer that is surer is never escalated for more reasons", () => {
  fc.assert(
    fc.property(tickets, answers, (ticket, answer) => {
      const surer = { ...answer, confidence: Math.min(1, answer.confidence + 0.3) };
      const causes = nextTier(ticket, answer, policy.routing).causes;
      expect(causes).toEqual(expect.arrayContaining(nextTier(ticket, surer, policy.routing).causes));
    }),
  );
});
