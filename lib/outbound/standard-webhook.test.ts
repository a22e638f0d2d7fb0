import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signMessage } from "./standard-webhook.ts";

const key = Buffer.from("a key of the tests, with 32 byte").toString("base64");
const olderKey = Buffer.from("another key, known from earlier.").toString("base64");
const message = { id: "msg_1", timestamp: new Date(), body: '{"status": "done"}' };

test("a signature is the one of the specification's example", () => {
  const example = {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: new Date(1_614_265_330_999),
    body: '{"test": 2432232314}',
  };
  expect(signMessage(example, ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("while secrets rotate, a receiver verifies with either", () => {
  const headers = signMessage(message, [`whsec_${key}`, olderKey]);
  expect(headers["webhook-signature"].split(" ")).toHaveLength(2);
  for (const known of [key, olderKey]) {
    expect(new Webhook(known).verify(message.body, headers)).toEqual({ status: "done" });
  }
});

test.each([
  ["another body", message, '{"status": "failed"}'],
  ["a time too old", { ...message, timestamp: new Date(Date.now() - 301_000) }, message.body],
  ["a time too new", { ...message, timestamp: new Date(Date.now() + 302_000) }, message.body],
])("a receiver refuses %s", (_, signed, body) => {
  expect(() => new Webhook(key).verify(body, signMessage(signed, [key]))).toThrow();
});

test("a receiver refuses another id or secret", () => {
  const headers = signMessage(message, [key]);
  expect(() => new Webhook(key).verify(message.body, { ...headers, "webhook-id": "msg_2" })).toThrow();
  expect(() => new Webhook(olderKey).verify(message.body, headers)).toThrow();
});

test("what is no base64 cannot sign", () => {
  expect(() => signMessage(message, ["not base64!"])).toThrow();
  expect(() => signMessage(message, [""])).toThrow();
});
