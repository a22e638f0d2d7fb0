import { createHash } from "node:crypto";
import { knowledge } from "./knowledge.ts";
import type { OwnSignals } from "./own-signals.ts";
import { signatures } from "./signatures.ts";
import weights from "./weights.json" with { type: "json" };

export const shortHash = (content: string) => createHash("sha256").update(content).digest("hex").slice(0, 8);

const builtIn = shortHash(
  JSON.stringify([
    knowledge,
    signatures.map(({ pattern, ...says }) => [pattern.source, pattern.flags, says]),
    weights,
  ]),
);

/** Version of what the engine knows and how it weighs, the organisation's own signals included. */
export function rulesVersionOf(own: OwnSignals): string {
  return own.version === "" ? builtIn : `${builtIn}+${own.version}`;
}
