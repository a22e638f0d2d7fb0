import type { DatabaseAddress } from "#db/client.ts";
import type { Role } from "#lib/contracts/access.ts";
import type { Settings } from "./env.ts";

/** The settings of a running server, with everything resolved that the environment may leave open. */
export interface RuntimeSettings extends Settings {
  databaseAddress: DatabaseAddress;
  authSecret: string;
  appUrl: string;
  /** Set where the model is simulated and everything is a sample: who may be signed in as. */
  demo: { people: readonly SamplePerson[] } | null;
}

/** Somebody whose password everybody may know. */
export interface SamplePerson {
  name: string;
  email: string;
  role: Role;
  password: string;
}

const key = Symbol.for("triage-gateway.runtime-settings");

/**
 * Hands the settings to the whole process. Next bundles route handlers apart from the start command, so that they
 * meet on the global object.
 */
export function setSettings(settings: RuntimeSettings): void {
  Reflect.set(globalThis, key, settings);
}

/** The settings `start` or a command resolved; throws when it has not yet, since nothing can work without. */
export function getSettings(): RuntimeSettings {
  const settings: unknown = Reflect.get(globalThis, key);
  if (settings === undefined) throw new Error("Settings are read before the start command resolved them.");
  // Only setSettings writes the key.
  return settings as RuntimeSettings;
}
