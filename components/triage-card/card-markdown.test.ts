import { expect, test } from "vitest";
import type { Card, Triage } from "#lib/contracts/triage.ts";
import { cardMarkdown } from "./card-markdown.ts";

const card: Card = {
  schemaVersion: 1,
  category: "infra",
  severity: "P0",
  summary: "Edge proxies return 502.\nCustomers see <b>errors</b>.",
  steps: ["Check `upstream`", "Compare nodes", "Page the owner"],
  confidence: 0.91,
  evidence: [{ fact: "capability", value: "core_down", quote: "cannot open *any* page" }],
  reasons: ["impact wide x urgency now -> P0"],
};

const triage: Triage = {
  id: "tri_1",
  ticketId: "tkt_1",
  status: "done",
  card,
  origin: {
    path: "rules",
    degraded: true,
    degradedReason: "timeout",
    tier: null,
    model: null,
    promptVersion: null,
    policyVersion: "p1",
    simulated: false,
  },
  calibration: null,
  review: { state: "none", reasons: [] },
  usage: {
    modelCalls: 0,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    costUsd: 0,
    savedUsd: 0,
  },
  timing: { totalMs: 4, modelMs: 0 },
  fingerprint: "f",
  occurrences: 1,
  duplicateOf: null,
  runbooks: [],
  createdAt: "2026-01-01T00:00:00.000Z",
};

test("says verdict, steps, reasons, origin and where to read more", () => {
  expect(cardMarkdown(triage, card, "http://localhost:3000/tickets/tkt_1").split("\n")).toEqual([
    "**P0 · Infra** · confidence high (0.91)",
    "",
    "Edge proxies return 502. Customers see \\<b\\>errors\\</b\\>.",
    "",
    "**Next steps**",
    "1. Check \\`upstream\\`",
    "2. Compare nodes",
    "3. Page the owner",
    "",
    "**Why**",
    "- impact wide × urgency now → P0",
    '- What is lost: core down, "cannot open \\*any\\* page"',
    "",
    "Rules, degraded: the model did not answer in time · http://localhost:3000/tickets/tkt_1",
  ]);
});
