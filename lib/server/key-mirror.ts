import { KeyMirror } from "#lib/services/access/key-mirror.ts";
import { getDatabase } from "./database.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";

/** The valid keys as this process remembers them. */
export function getKeyMirror(): KeyMirror {
  return processSingleton("key-mirror", () => new KeyMirror(getDatabase(), getLogger()));
}
