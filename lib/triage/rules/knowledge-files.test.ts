import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { entrySchema } from "./entry.ts";
import { knowledge, knowledgeFiles } from "./knowledge.ts";
import { entriesOf } from "./knowledge-files.ts";

const read = (content: string) => entriesOf("harm", content, entrySchema);
const where = "lib/triage/rules/knowledge/harm.yaml";

describe("entriesOf", () => {
  it("reads phrases with the signs that they are made of", () => {
    expect(read("# why\n- cue: data\n  phrases:\n    - (disk|volume) .. can't|full*\n")).toEqual([
      { cue: "data", phrases: ["(disk|volume) .. can't|full*"] },
    ]);
  });

  it.each([
    ["a value that nobody knows", "- {cue: dta, phrases: [a]}", `${where}, entry 1: cue: Invalid option`],
    ["a field that nobody knows", "- {phrases: [a]}\n- {phrases: [a], cu: data}", `${where}, entry 2: `],
    ["a number for a phrase", "- {phrases: [404]}", `${where}, entry 1: phrases.0: `],
    ["no phrases", "- {cue: data}", `${where}, entry 1: phrases: `],
    ["what is not YAML", "- cue: data\n  phrases: [a", `${where}, line `],
    ["what is no list", "cue: data", `${where}, must be a list`],
  ])("names file and entry of %s", (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  it("names the entry that is refused for another reason", () => {
    const refuse = () => {
      throw new Error("phrase needs a first word: .. full");
    };
    expect(() => entriesOf("harm", "- {phrases: [.. full]}", entrySchema, refuse)).toThrow(
      `${where}, entry 1: phrase needs a first word: .. full`,
    );
  });
});

describe("knowledge", () => {
  it("is read from every file of phrases in its folder", () => {
    const inFolder = readdirSync(path.join(import.meta.dirname, "knowledge"))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => name.replace(".yaml", ""));
    expect(new Set([...knowledgeFiles, "signatures", "vague-words"])).toEqual(new Set(inFolder));
  });

  it("says something in every entry", () => {
    const silent = knowledge.filter((entry) => Object.keys(entry).every((field) => field === "phrases"));
    expect(silent).toEqual([]);
  });
});
