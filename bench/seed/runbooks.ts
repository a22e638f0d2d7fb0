import type { Database } from "#db/client.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createRedactor, detectors } from "#lib/redaction/redactor.ts";
import { importUploadedRunbooks } from "#lib/services/knowledge/import-runbooks.ts";
import { services } from "./organisation.ts";
import { textOf } from "./prototypes.ts";
import { symptoms } from "./symptoms.ts";

const runbooksInImport = 200;
/** A machine that seeds is busy: a runbook may wait for its turn. */
const redact = createRedactor({ detectors, limitMs: 60_000 });
const actor: Actor = { type: "system", id: "system", name: "seed", scopes: ["admin"] };

function runbookOf(symptom: number, service: string): { id: string; markdown: string } {
  const blanks = {
    service,
    host: "the host",
    number: "many",
    percent: "some",
    customer: "a customer",
    version: "new",
  };
  const { title, text } = textOf(symptom, 0, blanks);
  const markdown = [
    `# ${title}`,
    `Owner: team ${service}. What it looks like:\n\n${text}`,
    `## Check\n\nOpen the dashboard of ${service} and compare the last deploy with the start of the trouble.`,
    `## Act\n\nRoll the last release of ${service} back when errors began with it; else restart one instance.`,
    `## Afterwards\n\nTell the team of ${service} and write down what helped.`,
  ].join("\n\n");
  return { id: `${service}/symptom-${symptom + 1}`, markdown };
}

/** A shelf with a runbook for each symptom at each service, imported as a person would. */
export async function seedRunbooks(database: Database): Promise<void> {
  const runbooks = symptoms.flatMap((_, symptom) => services.map((service) => runbookOf(symptom, service)));
  for (let from = 0; from < runbooks.length; from += runbooksInImport) {
    const part = runbooks.slice(from, from + runbooksInImport);
    await importUploadedRunbooks(
      { database, runtime: systemRuntime, actor, redact },
      { source: "handbook", runbooks: part },
    );
  }
}
