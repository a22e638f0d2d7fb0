import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { Card } from "../lib/contracts/triage.ts";
import { systemRuntime } from "../lib/core/runtime.ts";
import { createClient, createDatabase, type Database, type DatabaseAddress } from "./client.ts";
import type { NewTriage } from "./queries/new-triage.ts";

/** The address of another database on the same server. */
export function databaseOn(server: DatabaseAddress, database: string): DatabaseAddress {
  if (typeof server !== "string") return { ...server, database };
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}

export interface TestDatabase {
  database: Database;
  address: DatabaseAddress;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

async function createFrom(template: string): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const client = createClient(server, { connections: 1 });
  await client`create database ${client(name)} template ${client(template)}`;
  const address = databaseOn(server, name);
  const database = createDatabase(address);
  return {
    database,
    address,
    async drop() {
      await database.close();
      await client`drop database ${client(name)} with (force)`;
      await client.end({ timeout: 1 });
    },
  };
}

/** A migrated database without rows, of the test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await createFrom(inject("testTemplate"));
}

/** A database without any table. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await createFrom("template0");
}

type Overrides = { [Key in keyof NewTriage]?: Partial<NewTriage[Key]> };

/** A finished operation of the rules engine on a ticket of its own; override what a test is about. */
export function newTriage({ ticket, triage, ...rest }: Overrides = {}): NewTriage {
  const created: NewTriage = {
    ticket: {
      id: systemRuntime.newId("tkt"),
      text: "Checkout answers 502 for all customers since 10:02",
      title: "Checkout answers 502 for all customers since 10:02",
      source: null,
      service: null,
      environment: null,
      externalId: null,
      metadata: null,
      requestId: null,
      removed: {},
      sealedCallbackUrl: null,
      actor: { type: "api_key", id: systemRuntime.newId("key"), team: null },
      ...ticket,
    },
    triage: {
      id: systemRuntime.newId("tri"),
      status: "done",
      fingerprint: "checkout answers <n>",
      incidentKey: systemRuntime.newId("run"),
      card: newCard(),
      facts: null,
      stepScores: [8, 8, 8],
      calibration: null,
      origin: {
        path: "rules",
        degraded: false,
        degradedReason: null,
        tier: null,
        model: null,
        simulated: false,
        promptVersion: null,
        policyVersion: "pol_test",
      },
      reuse: null,
      review: { state: "none", reasons: [] },
      usage: {
        modelCalls: 0,
        inputTokens: 0,
        cachedInputTokens: 0,
        outputTokens: 0,
        reasoningTokens: 0,
        costNanoUsd: 0n,
        savedNanoUsd: 0n,
        routingSavedNanoUsd: 0n,
      },
      timing: { totalMs: 12.5, modelMs: 0 },
      ...triage,
    },
    attempts: [],
    trace: [],
    runbooks: [],
    reusableUntil: null,
    shared: false,
    idempotencyKey: null,
    reviewDue: null,
    eventId: systemRuntime.newId("evt"),
    createdAt: new Date(),
  };
  return Object.assign(created, rest);
}

export function newCard(overrides: Partial<Card> = {}): Card {
  return {
    schemaVersion: 1,
    category: "infra",
    severity: "P1",
    summary: "Checkout answers 502 for all customers.",
    steps: ["Look at the proxy.", "Look at the upstream.", "Tell the customers."],
    confidence: 0.8,
    evidence: [],
    reasons: [],
    ...overrides,
  };
}
