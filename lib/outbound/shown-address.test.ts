import { expect, test } from "vitest";
import { shownAddress } from "./shown-address.ts";

test.each([
  ["https://hooks.example.com/done", "https://hooks.example.com/done"],
  ["http://127.0.0.1:8080/triage/call-back.json", "http://127.0.0.1:8080/triage/call-back.json"],
  ["https://hooks.example.com/v2/teams/17/inbox", "https://hooks.example.com/v2/teams/17/inbox"],
  ["https://hooks.example.com/done?token=abc#part", "https://hooks.example.com/done?…"],
  ["https://jane:hunter2@hooks.example.com/done", "https://hooks.example.com/done"],
  ["https://hooks.slack.com/services/T0AB12CD3/B0XY/a1B2c3D4e5", "https://hooks.slack.com/services/…/…/…"],
  ["https://x.example.com/hook/9f8e7d6c-1111-2222-3333-444455556666", "https://x.example.com/hook/…"],
  ["https://x.example.com/hook/qwertyuiopasdfghjkl", "https://x.example.com/hook/…"],
  ["not an address", "…"],
])("%s is shown as %s", (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});
