import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { createClient, type DatabaseAddress } from "./client.ts";
import { attachEmbedded } from "./embedded/attach.ts";
import { migrateDatabase } from "./migrate.ts";
import { databaseOn } from "./testing.ts";

declare module "vitest" {
  interface ProvidedContext {
    testDatabaseUrl: string | null;
    /** The server the tests share. */
    testServer: DatabaseAddress;
    /** A migrated database without rows, to be cloned. */
    testTemplate: string;
  }
}

/** Nothing here has to survive a power cut. */
const throwawaySettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
};

async function startServer(url: string | null): Promise<{ address: DatabaseAddress; stop(): Promise<void> }> {
  if (url !== null) return { address: url, stop: async () => {} };
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "triage-test-"));
  const embedded = await attachEmbedded({ dataDirectory, role: "server", settings: throwawaySettings });
  return {
    address: embedded.address,
    async stop() {
      await embedded.release();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** One PostgreSQL for all test files: `TEST_DATABASE_URL`, or an embedded one in a temporary directory. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(project.getProvidedContext().testDatabaseUrl);
  const template = `test_template_${process.pid}`;
  const client = createClient(server.address, { connections: 1 });
  await client`create database ${client(template)}`;
  await migrateDatabase(databaseOn(server.address, template));
  project.provide("testServer", server.address);
  project.provide("testTemplate", template);
  return async () => {
    await client`drop database ${client(template)} with (force)`;
    await client.end({ timeout: 1 });
    await server.stop();
  };
}
