import { expect, test } from "vitest";
import { Joins } from "./joins.ts";

test("everybody who waits gets the leader's result, and who comes later leads", async () => {
  const joins = new Joins<string>();
  expect(joins.find("disk")).toBeNull();
  const lead = joins.lead("disk");
  const waiting = [joins.find("disk"), joins.find("disk")];
  expect(joins.find("memory")).toBeNull();
  lead.settle("card");
  expect(await Promise.all(waiting)).toEqual(["card", "card"]);
  expect(joins.find("disk")).toBeNull();
});

test("a failure that nobody waits for is no unhandled one, and who waits hears of it", async () => {
  const joins = new Joins<string>();
  joins.lead("alone").fail(new Error("broken"));
  const lead = joins.lead("disk");
  const waiting = joins.find("disk");
  lead.fail(new Error("broken"));
  await expect(waiting).rejects.toThrow("broken");
});

test("a leader that ends late does not end the one that leads now", async () => {
  const joins = new Joins<string>();
  const first = joins.lead("disk");
  first.settle(null);
  const second = joins.lead("disk");
  first.settle("stale");
  const waiting = joins.find("disk");
  second.settle("card");
  expect(await waiting).toBe("card");
});
