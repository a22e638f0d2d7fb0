import { sensitiveItems, harmlessItems } from "../../e2e/redaction-corpus.ts";
import { createRedactor, detectors } from "./redactor.ts";
const redact = createRedactor({ detectors, limitMs: 5000, elapsedMs: () => performance.now() });
let missed = 0;
for (const seed of [1, 2, 3]) {
const items = sensitiveItems(seed);
for (const item of items) { const { texts } = await redact({ texts: [item.text], record: {} });
  if (texts[0]!.includes(item.value)) { missed++; console.log("MISSED", item.name, "|", item.value, "|", texts[0]); } else if (process.argv[2] === "all" && seed===1) console.log(item.name, "=>", JSON.stringify(texts[0])); }
console.log(items.length, "missed", missed);
const harmless = harmlessItems(seed); let hit = 0;
for (const item of harmless) { const { texts } = await redact({ texts: [item.text], record: {} });
  if (texts[0] !== item.text) { hit++; console.log("HIT", item.name, "|", item.value, "|", texts[0]); } }
console.log(harmless.length, "hit", hit);
}
