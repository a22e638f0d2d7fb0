import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCheckout } from "./git-checkout.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const other = "f".repeat(40);
const none = { commit: null, branch: null };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "checkout-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Writes the files of a git directory as git does. */
async function write(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
}

test("a folder outside of a checkout has neither", async () => {
  expect(await readCheckout(root)).toEqual(none);
  expect(await readCheckout(path.join(root, "missing"))).toEqual(none);
});

test("a folder within a checkout has its branch and commit, whether the branch is packed or not", async () => {
  await write({
    "docs/runbooks/a.md": "# A",
    ".git/HEAD": "ref: refs/heads/team/main\n",
    ".git/packed-refs": `# pack-refs with: peeled\n${other} refs/heads/main\n${commit} refs/heads/team/main\n`,
  });
  const folder = path.join(root, "docs/runbooks");
  expect(await readCheckout(folder)).toEqual({ commit, branch: "team/main" });
  await write({ ".git/refs/heads/team/main": `${other}\n` });
  expect(await readCheckout(folder)).toEqual({ commit: other, branch: "team/main" });
});

test("a checkout of a commit has no branch, and one before its first commit no commit", async () => {
  await write({ ".git/HEAD": `${commit}\n` });
  expect(await readCheckout(root)).toEqual({ commit, branch: null });
  await write({ ".git/HEAD": "ref: refs/heads/main\n" });
  expect(await readCheckout(root)).toEqual({ commit: null, branch: "main" });
});

test("a worktree has a branch of its own and shares the references", async () => {
  await write({
    "main/.git/HEAD": "ref: refs/heads/main\n",
    "main/.git/packed-refs": `${commit} refs/heads/fix\n`,
    "main/.git/worktrees/fix/HEAD": "ref: refs/heads/fix\n",
    "main/.git/worktrees/fix/commondir": "../..\n",
    "fix/.git": `gitdir: ${path.join(root, "main/.git/worktrees/fix")}\n`,
  });
  expect(await readCheckout(path.join(root, "fix"))).toEqual({ commit, branch: "fix" });
});

test.each([
  ["a reference that leads elsewhere", { ".git/HEAD": "ref: refs/../../secret\n", secret: commit }],
  ["a reference beside the others", { ".git/HEAD": "ref: secret\n", ".git/secret": commit }],
  ["what is no reference at all", { ".git/HEAD": "$(touch /tmp/pwned); `id`\n" }],
  ["more than git writes there", { ".git/HEAD": `ref: refs/heads/${"x".repeat(9_000)}` }],
])("%s says nothing", async (_, files) => {
  await write(files);
  expect(await readCheckout(root)).toEqual(none);
});

test("what a file of references holds beside a commit is never told", async () => {
  await write({ ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": "password: hunter2\n" });
  expect(await readCheckout(root)).toEqual({ commit: null, branch: "main" });
  await rm(path.join(root, ".git/refs/heads/main"));
  await writeFile(path.join(root, "elsewhere"), `${commit}\n`);
  await symlink(path.join(root, "elsewhere"), path.join(root, ".git/refs/heads/main"));
  expect(await readCheckout(root)).toEqual({ commit: null, branch: "main" });
});
