import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOfSource } from "./source-hash.ts";

let root: string;
let before: string;
const write = async (file: string, content: string) => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
};

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "triage-source-"));
  await write("package-lock.json", "{}");
  await write("app/page.tsx", "page");
  await write("lib/deep/a.ts", "a");
  before = await hashOfSource(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

test.each([
  ["a page changes", "app/page.tsx", "other"],
  ["a file deep down changes", "lib/deep/a.ts", "other"],
  ["a file is added", "components/new.tsx", ""],
  ["a package changes", "package-lock.json", '{"a":1}'],
  ["the configuration changes", "next.config.ts", "export default {}"],
])("another source when %s", async (_what, file, content) => {
  await write(file, content);
  expect(await hashOfSource(root)).not.toBe(before);
});

test.each([
  ".next/x.js",
  ".data/postgres/PG_VERSION",
  "node_modules/a/index.js",
  "README.md",
  "lib/a.test.ts",
  "next-env.d.ts",
])("the same source whatever %s holds", async (file) => {
  await write(file, "anything");
  expect(await hashOfSource(root)).toBe(before);
});

test("what one file loses and the next one gains makes another source", async () => {
  await write("lib/deep/a.ts", "");
  await write("lib/deep/b.ts", "a");
  const moved = await hashOfSource(root);
  await write("lib/deep/a.ts", "a");
  await write("lib/deep/b.ts", "");
  expect(await hashOfSource(root)).not.toBe(moved);
});
