import { expect, test } from "vitest";
import { errorFields } from "./error-fields.ts";

test("says what an error is, where it came from and why, with the causes", () => {
  const cause = Object.assign(new Error("connect refused"), { code: "ECONNREFUSED" });
  const fields = errorFields(new TypeError("The database does not answer.", { cause }));
  expect(fields).toMatchObject({
    type: "TypeError",
    message: "The database does not answer.",
    cause: { type: "Error", message: "connect refused", code: "ECONNREFUSED" },
  });
  expect(JSON.stringify(fields)).toContain("error-fields.test.ts");
});

test("leaves out what a driver or a parser quotes of the caller's", () => {
  const query = Object.assign(new Error("Failed query: insert into t values ($1)\nparams: orchid-4711"), {
    query: "insert",
    parameters: ["orchid-4711"],
    detail: "Key (text)=(orchid-4711) already exists.",
  });
  const parser = (() => {
    try {
      return JSON.parse("orchid-4711");
    } catch (error) {
      return error;
    }
  })();
  const several = new Error("outer", { cause: parser });
  expect(JSON.stringify([errorFields(query), errorFields(parser), errorFields(several)])).not.toContain(
    "orchid",
  );
});

test("an error that is none, or that is its own cause, is said shortly", () => {
  const circle = new Error("circle");
  circle.cause = circle;
  expect(errorFields("orchid-4711")).toEqual({ type: "string" });
  expect(JSON.stringify(errorFields(circle)).length).toBeLessThan(20_000);
});
