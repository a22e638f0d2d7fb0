import { expect, test } from "vitest";
import { readTextFile } from "./text-file.ts";

test("reads text in UTF-8", async () => {
  expect(await readTextFile(new File(["Größe: 5 €"], "a.log"))).toEqual({ text: "Größe: 5 €" });
});

test("refuses what is not text, by name", async () => {
  const notText = "Not a text file in UTF-8: photo.bin";
  expect(await readTextFile(new File([Uint8Array.of(0xff, 0xd8)], "photo.bin"))).toEqual({
    refused: notText,
  });
  expect(await readTextFile(new File(["a\u0000b"], "photo.bin"))).toEqual({ refused: notText });
});

test("refuses a file that no request could carry", async () => {
  const large = new File(["x".repeat(1024 * 1024 + 1)], "all.log");
  expect(await readTextFile(large)).toEqual({
    refused: "Over 1 MiB: all.log. Paste the part that matters.",
  });
});
