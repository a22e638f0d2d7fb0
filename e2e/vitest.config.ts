import { defineConfig } from "vitest/config";

/** Black-box tests: they start the built server and speak HTTP to it, one file after the other. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ["*.test.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
