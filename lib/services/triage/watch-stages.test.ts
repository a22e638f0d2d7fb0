import { expect, test } from "vitest";
import type { TraceEvent } from "#lib/contracts/trace.ts";
import { stageOf } from "./watch-stages.ts";

const at = { atMs: 3, reason: "why" };

test.each<[TraceEvent, ReturnType<typeof stageOf>]>([
  [
    { ...at, kind: "redaction", removed: { token: 2, email: 1 } },
    { stage: "redacted", removed: 3 },
  ],
  [
    { ...at, kind: "cache", decision: "miss", triageId: null },
    { stage: "looked_up", decision: "miss" },
  ],
  [
    { ...at, kind: "join", triageId: "tri_1", waitedMs: 4 },
    { stage: "looked_up", decision: "join" },
  ],
  [
    { ...at, kind: "wait", model: "openai:x", ms: 500, retryAfterMs: null },
    { stage: "wait", ms: 500 },
  ],
  [{ ...at, kind: "accept", model: "openai:x", tier: "cheap" }, null],
  [{ ...at, kind: "breaker", model: "openai:x", from: "closed", to: "open" }, null],
])("%o is told as %o", (event, stage) => {
  expect(stageOf(event)).toEqual(stage);
});
