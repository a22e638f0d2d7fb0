import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyFacts } from "./evidence.ts";
import { factsWith } from "./facts-with.ts";

describe("verifyFacts", () => {
  it("keeps a claim whose quote stands in the text", () => {
    const facts = { ...factsWith({}), scope: { value: "all", quote: "all users" } } as const;
    expect(verifyFacts(facts, "Since 9:00 all users are out")).toMatchObject({
      facts: { scope: { value: "all", quote: "all users" } },
      evidence: [{ fact: "scope", value: "all", quote: "all users" }],
      unsupported: [],
    });
  });

  it("answers with the text's own spelling when white space or case differ", () => {
    const facts = { ...factsWith({}), scope: { value: "all", quote: "all   USERS are" } } as const;
    expect(verifyFacts(facts, "Today All\n\tusers  are out").facts.scope.quote).toBe("All\n\tusers  are");
  });

  it("lets a claim fall back when its quote is missing or not in the text", () => {
    const facts = {
      ...factsWith({ scope: "many" }),
      kind: { value: "noise", quote: "thanks" },
      environment: { value: "staging", quote: "on staging" },
    } as const;
    const verified = verifyFacts(facts, "The site is down");
    expect(verified.facts).toMatchObject({
      kind: { value: "incident", quote: null },
      scope: { value: "unknown", quote: null },
      environment: { value: "unknown", quote: null },
    });
    expect(verified.unsupported).toEqual(["kind noise", "scope many", "environment staging"]);
  });

  it("drops cues and harms without words in the text", () => {
    const facts = factsWith({
      harms: [
        { value: "data_lost", certainty: "confirmed", quote: "orders are gone" },
        { value: "money_lost", certainty: "likely", quote: null },
      ],
      cues: [{ category: "data", strength: "strong", quote: "replica" }],
    });
    const verified = verifyFacts(facts, "All orders are gone.");
    expect(verified.facts.harms).toHaveLength(1);
    expect(verified.facts.cues).toHaveLength(0);
    expect(verified.unsupported).toEqual(["harm money_lost (likely)", "cue data (strong)"]);
  });

  it("does not take a single letter for evidence", () => {
    const facts = { ...factsWith({}), scope: { value: "all", quote: "a" } } as const;
    expect(verifyFacts(facts, "a site").unsupported).toEqual(["scope all"]);
  });

  it("only ever quotes substrings of the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary", maxLength: 300 }),
        (quote, text) => {
          const facts = factsWith({ cues: [{ category: "app", strength: "weak", quote }] });
          for (const { quote } of verifyFacts(facts, text).evidence) expect(text).toContain(quote);
        },
      ),
    );
  });
});
