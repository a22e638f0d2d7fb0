import { expect, test } from "vitest";
import { AppError } from "./errors.ts";
import { InOrder } from "./in-order.ts";

/** A task that ends when it is told to, and says in `log` when it began. */
function controlled(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const task = () => {
    log.push(name);
    return promise;
  };
  return { task, end: () => resolve(name), fail: reject };
}

test("tasks of one name run one after the other, those of another name beside them", async () => {
  const order = new InOrder();
  const log: string[] = [];
  const [a, b, other] = ["a", "b", "other"].map((name) => controlled(log, name));
  if (!a || !b || !other) throw new Error("three were made");
  const results = [order.run("x", a.task), order.run("x", b.task), order.run("y", other.task)];
  other.end();
  expect(await results[2]).toBe("other");
  expect(log).toEqual(["a", "other"]);
  a.end();
  expect(await results[0]).toBe("a");
  b.end();
  expect(await results[1]).toBe("b");
  expect(log).toEqual(["a", "other", "b"]);
});

test("a task that fails does not stop the next one", async () => {
  const order = new InOrder();
  const failing = order.run("x", () => Promise.reject(new Error("broken")));
  const next = order.run("x", async () => "done");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});

test("what is unavailable for one is so for those who wait behind it, and is tried anew by who comes later", async () => {
  const order = new InOrder();
  const log: string[] = [];
  const first = controlled(log, "first");
  const behind = controlled(log, "behind");
  const results = Promise.allSettled([order.run("x", first.task), order.run("x", behind.task)]);
  first.fail(new AppError("unavailable", "The database does not answer."));
  expect((await results).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(log).toEqual(["first"]);
  expect(await order.run("x", async () => "later")).toBe("later");
});
