import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["**/node_modules/**", ".next/**", "e2e/**"],
    globalSetup: "db/testing-setup.ts",
    provide: { testDatabaseUrl: process.env.TEST_DATABASE_URL ?? null },
    // A test against PostgreSQL shares two cores with everything else.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
