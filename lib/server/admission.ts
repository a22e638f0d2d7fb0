import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { createDatabase, type Database } from "#db/client.ts";
import type { Logger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { type Admission, createAdmission, sweepAdmission } from "#lib/services/triage/admission.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** A renewal that takes longer comes too late anyway. */
const leaseStatementTimeoutMs = 2_000;
const sweepEveryMs = 600_000;

/** A name that no other process has, readable in the table of claims. */
const ownerName = () => `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;

/** For a command, which lives as long as its one task. */
export function admissionOf(database: Database, logger: Logger): Admission {
  return createAdmission({ database, leases: database, owner: ownerName(), logger });
}

interface ServerAdmission extends Admission {
  /** Gives back what this process holds. */
  close(): Promise<void>;
}

/** The running server's, one for the process. */
export function getAdmission(database: Database, logger: Logger): ServerAdmission {
  return processSingleton("admission", () => {
    const leases = createDatabase(getSettings().databaseAddress, {
      connections: 1,
      applicationName: "triage-gateway leases",
      statementTimeoutMs: leaseStatementTimeoutMs,
    });
    const admission = createAdmission({ database, leases, owner: ownerName(), logger });
    const sweeping = setInterval(() => {
      sweepAdmission(database, systemRuntime.now()).catch((error: unknown) => {
        logger.warn({ err: error }, "expired keys and claims could not be removed");
      });
    }, sweepEveryMs);
    sweeping.unref();
    return {
      ...admission,
      async close() {
        clearInterval(sweeping);
        await admission.claims.close();
        await leases.close();
      },
    };
  });
}
