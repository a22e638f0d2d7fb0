import fc from "fast-check";
import { expect, test } from "vitest";
import { type FreeSlot, Slots } from "./slots.ts";

const patient = new AbortController().signal;

test("who finds no slot waits for the next one, first come, first served", async () => {
  const slots = new Slots({ concurrent: 1, waiting: 2 });
  const free = await slots.take(patient);
  const entered: string[] = [];
  const enter = (name: string) =>
    slots.take(patient).then((next) => {
      entered.push(name);
      return next;
    });
  const waiting = [enter("first"), enter("second")];
  expect(slots.load()).toEqual({ held: 1, waiting: 2 });
  free?.();
  const freeFirst = await waiting[0];
  expect(entered).toEqual(["first"]);
  freeFirst?.();
  (await waiting[1])?.();
  expect(slots.load()).toEqual({ held: 0, waiting: 0 });
});

test("who finds the queue full is told at once", async () => {
  const slots = new Slots({ concurrent: 1, waiting: 0 });
  const free = await slots.take(patient);
  expect(await slots.take(patient)).toBeNull();
  free?.();
  expect(await slots.take(patient)).not.toBeNull();
});

test("who gives up leaves the queue to others", async () => {
  const slots = new Slots({ concurrent: 1, waiting: 1 });
  await slots.take(patient);
  const impatient = new AbortController();
  const waiting = slots.take(impatient.signal);
  impatient.abort();
  expect(await waiting).toBeNull();
  expect(slots.load()).toEqual({ held: 1, waiting: 0 });
  expect(await slots.take(AbortSignal.abort())).toBeNull();
});

test("a slot that is given back twice counts once", async () => {
  const slots = new Slots({ concurrent: 1, waiting: 0 });
  const free = await slots.take(patient);
  free?.();
  const next = await slots.take(patient);
  free?.();
  expect(slots.load().held).toBe(1);
  next?.();
});

test("whatever comes and goes, neither bound is ever passed and nobody waits while a slot is free", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      fc.array(fc.nat({ max: 5 }), { maxLength: 60 }),
      async (concurrent, waiting, steps) => {
        const slots = new Slots({ concurrent, waiting });
        const held: FreeSlot[] = [];
        const leaving: AbortController[] = [];
        for (const step of steps) {
          if (step < 3) {
            const giveUp = new AbortController();
            leaving.push(giveUp);
            void slots.take(giveUp.signal).then((free) => free && held.push(free));
          } else if (step === 3) leaving.shift()?.abort();
          else held.shift()?.();
          await Promise.resolve();
          const load = slots.load();
          expect(load.held).toBeLessThanOrEqual(concurrent);
          expect(load.waiting).toBeLessThanOrEqual(waiting);
          expect(load.waiting === 0 || load.held === concurrent).toBe(true);
        }
      },
    ),
  );
});
