import { expect, test } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { checkCallbackUrl } from "./check-callback-url.ts";

function errorsOf(callbackUrl: string | undefined, allowLoopbackCallbacks: boolean) {
  try {
    checkCallbackUrl({ allowLoopbackCallbacks }, callbackUrl);
    return [];
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_fields") return error.errors;
    throw error;
  }
}

test("a callback to this machine passes in development alone", () => {
  expect(errorsOf("http://127.0.0.1:5678/hook", true)).toEqual([]);
  expect(errorsOf("http://127.0.0.1:5678/hook", false)).toEqual([
    { path: "callbackUrl", message: "must be https" },
  ]);
});

test("a callback that would never be delivered is named with its reason", () => {
  const refused = (message: string) => [{ path: "callbackUrl", message }];
  expect(errorsOf("https://10.0.0.1/", true)).toEqual(refused("must be a public address"));
  expect(errorsOf("https://a:b@example.com/", true)).toEqual(
    refused("must not hold a user name or a password"),
  );
});

test("a public callback passes, and so does none", () => {
  expect(errorsOf("https://hooks.example.com/x", false)).toEqual([]);
  expect(errorsOf(undefined, false)).toEqual([]);
});
