import { expect, test } from "vitest";
import type { TicketListItem } from "#lib/contracts/tickets.ts";
import { filtersOf, mayMatch, paramsOf } from "./ticket-filters.ts";

const read = (address: string) => filtersOf(new URLSearchParams(address));

test("reads filters from an address and writes them back", () => {
  const address = "severity=P0%2CP1&category=data&source=zendesk&from=2026-01-01T00%3A00%3A00Z&q=disk+full";
  expect(read(address)).toEqual({
    severity: ["P0", "P1"],
    category: ["data"],
    source: "zendesk",
    from: "2026-01-01T00:00:00Z",
    q: "disk full",
  });
  expect(paramsOf(read(address)).toString()).toBe(address);
});

test("joins a filter that is given several times", () => {
  expect(read("severity=P0&severity=P2")).toEqual({ severity: ["P0", "P2"] });
});

test("leaves out what is unknown, empty or not allowed", () => {
  expect(read("severity=P9&category=&color=red&from=yesterday&q=%20&cursor=x&limit=3")).toEqual({});
});

const item: TicketListItem = {
  id: "tkt_1",
  triageId: "tri_1",
  title: "502 on /checkout",
  summary: null,
  status: "done",
  category: "infra",
  severity: "P0",
  confidence: 0.9,
  path: "rules",
  degraded: false,
  degradedReason: null,
  reviewState: "none",
  source: "zendesk",
  service: null,
  environment: null,
  externalId: null,
  incident: "inc_1",
  occurrences: 1,
  createdAt: "2026-01-01T12:00:00.000Z",
};

test("a degraded ticket belongs to the list of its reason and to that of any", () => {
  const degraded = { ...item, degraded: true, degradedReason: "timeout" as const };
  expect(mayMatch(degraded, read("degraded=any"))).toBe(true);
  expect(mayMatch(degraded, read("degraded=timeout,budget"))).toBe(true);
  expect(mayMatch(degraded, read("degraded=budget"))).toBe(false);
});

test.each([
  ["", true],
  ["severity=P0,P1&source=zendesk", true],
  ["q=anything", true],
  ["team=payments&severity=P0", true],
  ["team=payments&severity=P1", false],
  ["severity=P1", false],
  ["degraded=any", false],
  ["degraded=timeout", false],
  ["call=timed_out", true],
  ["decision=approved", false],
  ["said=0.9", false],
  ["service=checkout", false],
  ["from=2026-01-01T12:00:00Z", true],
  ["to=2026-01-01T12:00:00Z", false],
])("tells whether a new ticket belongs to the list of %j", (address, belongs) => {
  expect(mayMatch(item, read(address))).toBe(belongs);
});
