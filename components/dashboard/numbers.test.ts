import { expect, test } from "vitest";
import { usdText } from "./numbers.ts";

test.each([
  [0, "$0.00"],
  [0.5, "$0.50"],
  [0.1234, "$0.123"],
  [0.00123, "$0.00123"],
  [0.0000004567, "$0.000000457"],
  [12.345, "$12.35"],
  [-0.25, "-$0.25"],
  [123_456, "$123.5K"],
])("%d dollars read %s", (value, text) => {
  expect(usdText(value)).toBe(text);
});
