import fc from "fast-check";
import { expect, test } from "vitest";
import { readRunbook, termsOfRunbook } from "./runbook-document.ts";

const pathsOf = (markdown: string) => readRunbook("team/Thing", markdown).sections.map(({ path }) => path);

test("is cut at its headings, and each piece knows the headings above it", () => {
  const markdown = "# Thing\nintro\n## Check\nlook\n### Deep\nlook deeper\n## Repair ##\nfix";
  expect(pathsOf(markdown)).toEqual([
    ["Thing"],
    ["Thing", "Check"],
    ["Thing", "Check", "Deep"],
    ["Thing", "Repair"],
  ]);
});

test("a heading in a code block is code", () => {
  expect(pathsOf("# A\n```sh\n# not a heading\n```\nafter")).toEqual([["A"]]);
});

test.each([
  ["---\ntitle: 'Queue is stuck'\nweight: 3\n---\n# Other\ntext", "Queue is stuck"],
  ['+++\ntitle = "From Hugo"\n+++\ntext', "From Hugo"],
  ["\uFEFF# With [a link](https://example.com) and `code`\ntext", "With a link and code"],
  ["no heading", "Thing"],
  ["", "Thing"],
])("takes its title from %j", (markdown, title) => {
  expect(readRunbook("team/Thing", markdown).title).toBe(title);
});

test("front matter is no text", () => {
  expect(readRunbook("a", "---\ntitle: x\nowner: somebody\n---\nbody").sections).toEqual([
    { ordinal: 0, path: [], text: "body" },
  ]);
});

test("a long section becomes several, and nothing is lost", () => {
  const lines = Array.from({ length: 500 }, (_, index) => `line number ${index} of a long list`);
  const { sections } = readRunbook("a", `# Long\n${lines.join("\n")}`);
  expect(sections.length).toBeGreaterThan(1);
  expect(sections.every(({ text, path }) => text.length <= 4000 && path[0] === "Long")).toBe(true);
  expect(sections.map(({ text }) => text).join("\n")).toBe(lines.join("\n"));
});

test("reads any text within its bounds", () => {
  const markdown = fc
    .array(
      fc.constantFrom(
        "# a\n",
        "## ",
        "```\n",
        "~~~\n",
        "---\n",
        "text ",
        "\n",
        "\ud800",
        "[x](y)",
        "x".repeat(5000),
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(markdown, (text) => {
      const document = readRunbook("id", text);
      expect(document.title.length).toBeLessThanOrEqual(200);
      for (const [index, section] of document.sections.entries()) {
        expect(section.ordinal).toBe(index);
        expect(section.text.length).toBeLessThanOrEqual(4000);
      }
      expect(termsOfRunbook(document).sections).toHaveLength(document.sections.length);
    }),
  );
});
