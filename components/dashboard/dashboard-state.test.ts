import { expect, test } from "vitest";
import { addressOf, stateOf, windowOf } from "./dashboard-state.ts";
import { slowerThan, ticketWords, ticketWordsOfGroup } from "./ticket-words.ts";

test.each([
  "/dashboard",
  "/dashboard?range=24h&by=team",
  "/dashboard?from=2026-01-01T00%3A00%3A00Z&to=2026-02-01T00%3A00%3A00Z&by=path&tz=Asia%2FKolkata",
  "/dashboard?model=openai%3Asmall&team=%28none%29",
])("an address tells all of the state: %s", (address) => {
  expect(addressOf(stateOf(new URL(address, "http://localhost").searchParams))).toBe(address);
});

test("what means nothing is left out", () => {
  const params = new URLSearchParams("range=5y&by=mood&tz=Mars/Olympus&from=yesterday&to=now&team=");
  expect(addressOf(stateOf(params))).toBe("/dashboard");
});

test("a window that ends now begins at a full hour", () => {
  const now = Date.parse("2026-03-02T10:20:30Z");
  expect(windowOf(stateOf(new URLSearchParams("range=24h")), now)).toEqual({
    from: "2026-03-01T10:00:00.000Z",
    to: "2026-03-02T10:20:30.000Z",
  });
});

test("tickets behind a figure are narrowed to what the figure is narrowed to", () => {
  const { filters } = stateOf(
    new URLSearchParams(
      "team=payments&model=openai%3Asmall&tier=cheap&prompt=abc&key=key_1&source=%28none%29",
    ),
  );
  const words = {
    repeats: "each",
    team: "payments",
    model: "openai:small",
    tier: "cheap",
    prompt: "abc",
    key: "key_1",
    source: "(none)",
  };
  expect(ticketWords(filters)).toEqual(words);
  expect(ticketWords({ ...filters, account: "triage", policy: "pol_1" }, { path: "rules" })).toEqual({
    ...words,
    policy: "pol_1",
    path: "rules",
  });
  expect(ticketWords({ ...filters, account: "eval" })).toBeNull();
});

test("a group leads to its tickets where the list knows them", () => {
  const group = (value: string | null, other = false) => ({ value, other });
  const of = (by: Parameters<typeof ticketWordsOfGroup>[1], each: ReturnType<typeof group>) =>
    ticketWordsOfGroup({ tier: "cheap" }, by, each);
  const narrowed = { repeats: "each", tier: "cheap" };
  expect(of("key", group("key_1"))).toEqual({ ...narrowed, key: "key_1" });
  expect(of("team", group(null))).toEqual({ ...narrowed, team: "(none)" });
  expect(of("source", group(null, true))).toBeNull();
  expect(of("account", group("eval"))).toBeNull();
});

test("a percentile leads to what took as long, though it may be two in a hundred too high", () => {
  expect(slowerThan(1020)).toEqual({ slower: "999" });
  expect(slowerThan(0.4)).toEqual({ slower: "0" });
  expect(slowerThan(null)).toBeNull();
});
