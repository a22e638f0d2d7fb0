import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("without arguments the core set is read as the policy says, once", () => {
  expect(readOptions([])).toEqual({ engine: "auto", repeat: 1 });
});

test.each([
  [["--engine", "oracle"], /--engine must be one of rules, model, auto/],
  [["--repeat", "0"], /at least 1/],
  [["--repeat", "21"], /at most 20/],
  [["--repeat", "many"], /must be a number/],
  [["--baseline", "yesterday"], /id of a run, or latest/],
  [["--resume", "last"], /id of a run/],
  [["--resume", `run_${"0".repeat(26)}`, "--repeat", "2"], /as the run was begun, without --repeat/],
  [["--unknown"], /usage/],
  [["stray.jsonl"], /usage/],
])("%o is refused in words", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
