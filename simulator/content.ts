import type { ContentFault } from "./faults.ts";
import type { SimulatedReading } from "./reader.ts";
import type { SimulatedAnswer } from "./wire.ts";

type Content = Pick<SimulatedAnswer, "text" | "finish">;

const written = (value: unknown): Content => ({ text: JSON.stringify(value), finish: "stop" });

/** What the simulated model writes about what it read, with at most one fault. */
export function contentFor(extraction: SimulatedReading, fault: ContentFault | null): Content {
  const good = JSON.stringify(extraction);
  switch (fault) {
    case null:
      return { text: good, finish: "stop" };
    case "fenced":
      return { text: `Here is the triage:\n\`\`\`json\n${good}\n\`\`\``, finish: "stop" };
    case "trailing-text":
      return { text: `${good}\n\nLet me know if you need more {detail}.`, finish: "stop" };
    case "extra-fields":
      return written({
        ...extraction,
        notes: "surplus",
        facts: { ...extraction.facts, kind: { ...extraction.facts.kind, why: "surplus" } },
      });
    case "broken-content":
      return { text: good.replace('"facts":', '"facts"'), finish: "stop" };
    case "prose":
      return { text: "This looks like an incident to me.", finish: "stop" };
    case "nulls":
      return written({ ...extraction, facts: { ...extraction.facts, kind: null }, summary: null });
    case "wrong-enum":
      return written({
        ...extraction,
        facts: { ...extraction.facts, scope: { value: "everybody", quote: null } },
      });
    case "two-steps":
      return written({ ...extraction, steps: extraction.steps.slice(0, 2) });
    case "empty":
      return { text: "", finish: "stop" };
    case "array":
      return written([extraction]);
    case "truncated":
      return { text: good.slice(0, Math.floor(good.length / 2)), finish: "length" };
    case "cut-answer":
      return { text: good.slice(0, Math.floor(good.length / 2)), finish: "stop" };
    case "refusal":
      return { text: "I'm sorry, I can't help with that.", finish: "refusal" };
  }
}
