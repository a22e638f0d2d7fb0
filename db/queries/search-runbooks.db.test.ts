import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import { importRunbooks } from "./import-runbooks.ts";
import type { NewRunbook } from "./runbook-rows.ts";
import { countShelf, findRunbookCandidates } from "./search-runbooks.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const now = new Date("2026-01-05T10:00:00Z");

function runbook(id: string, title: string[], text: string[], contentHash = "1"): NewRunbook {
  const section = { ordinal: 0, path: [id], text: text.join(" "), headingTerms: ["check"], textTerms: text };
  return {
    id,
    title: id,
    contentHash,
    nameKey: id,
    titleTerms: title,
    titleJoined: title.length > 1 ? [title.join("")] : [],
    sections: [section],
  };
}

async function put(source: string, runbooks: NewRunbook[], removeAbsent = true) {
  const { counts } = await importRunbooks(home.database, {
    source,
    present: new Map(runbooks.map(({ id, contentHash }) => [id, contentHash])),
    read: async (id) => runbooks.find((each) => each.id === id) ?? { refused: "is not there" },
    removeAbsent,
    refused: [],
    checkout: { commit: null, branch: null },
    by: "test",
    now,
  });
  return counts;
}

const find = (terms: string[], names: string[] = []) =>
  findRunbookCandidates(home.database, {
    terms: terms.map((term) => ({ term, worth: 1 })),
    inTexts: terms.length,
    names,
    limit: 10,
  });

test("an import counts what is new, changed, the same and gone", async () => {
  const disk = runbook("diskfull", ["disk", "full"], ["remov", "log"]);
  const mail = runbook("mailqueue", ["mail", "queue"], ["flush", "log"]);
  expect(await put("a", [disk, mail])).toEqual({ added: 2, changed: 0, removed: 0, unchanged: 0 });
  expect(await put("a", [disk, mail])).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 2 });
  const changed = runbook("mailqueue", ["mail", "queue"], ["restart", "postfix"], "2");
  expect(await put("a", [changed])).toEqual({ added: 0, changed: 1, removed: 1, unchanged: 0 });
  expect(await countShelf(home.database, ["log", "postfix", "mail"])).toEqual({
    runbooks: 1,
    documents: new Map([
      ["postfix", 1],
      ["mail", 1],
    ]),
  });
});

test("one source leaves the runbooks of another alone, and an upload removes nothing", async () => {
  await put("a", [runbook("one", ["one"], ["x"])]);
  await put("b", [runbook("two", ["two"], ["x"])]);
  expect(await put("b", [runbook("three", ["three"], ["x"])], false)).toMatchObject({ added: 1, removed: 0 });
  expect((await find(["x"])).map(({ id }) => id).sort()).toEqual(["one", "three", "two"]);
});

test("finds words with their places, and a name that is nearly right", async () => {
  await put("a", [
    runbook("replicalagsbehind", ["replica", "lag"], ["primari", "lag", "lag"]),
    runbook("other", ["other"], ["lag"]),
  ]);
  const [best, next] = await find(["lag"]);
  expect(best).toMatchObject({
    id: "replicalagsbehind",
    titleTerms: [
      { term: "replica", documents: 1 },
      { term: "lag", documents: 1 },
    ],
    titleJoined: ["replicalag"],
    sections: [{ ordinal: 0, length: 3, matches: [{ term: "lag", heading: 0, text: 2 }] }],
  });
  expect(next?.id).toBe("other");
  const [named] = await find([], ["replicalagsbehnd"]);
  expect(named?.id).toBe("replicalagsbehind");
  expect(named?.nameSimilarity).toBeGreaterThan(0.6);
});

test("imports at the same moment take turns, and the count of words is right afterwards", async () => {
  await Promise.all(
    ["p", "q", "r"].map((source) => put(source, [runbook(`from${source}`, [source], ["shared"])])),
  );
  const { documents } = await countShelf(home.database, ["shared"]);
  expect(documents.get("shared")).toBe(3);
});

test("an import that fails half way changes nothing", async () => {
  await put("a", [runbook("stays", ["stays"], ["x"])]);
  const broken = importRunbooks(home.database, {
    source: "a",
    present: new Map([["new", "1"]]),
    read: () => {
      throw new Error("disk gone");
    },
    removeAbsent: true,
    refused: [],
    checkout: { commit: null, branch: null },
    by: "test",
    now,
  });
  await expect(broken).rejects.toThrow();
  expect((await find(["x"])).map(({ id }) => id)).toContain("stays");
});
