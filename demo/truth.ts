import type { Card } from "#lib/contracts/triage.ts";
import { type Category, categories, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { assess } from "#lib/triage/assess.ts";
import { readAsModel, shareOf } from "./reader.ts";
import { reportOf } from "./tickets.ts";

export interface Truth {
  category: Category;
  severity: Severity;
}

/** Of tickets that look clear, so many are something else, as only people know. */
const exceptions = 0.002;
const otherSeverities = 0.07;
const known = categories.filter((category) => category !== "unknown");

const nth = <Item>(items: readonly Item[], share: number): Item | undefined =>
  items[Math.floor(share * items.length)];

/** The neighbour of a severity. */
function neighbour(severity: Severity, share: number): Severity {
  const at = severities.indexOf(severity);
  return severities[at === 0 ? 1 : at === severities.length - 1 || share < 0.5 ? at - 1 : at + 1] ?? severity;
}

/** What people who know the shop say of a ticket. The same for the same ticket. */
export function truthOf(text: string, { category, severity }: Pick<Card, "category" | "severity">): Truth {
  const share = (of: string) => shareOf(`${of} ${text}`);
  const report = reportOf(text);
  const good = report
    ? assess(readAsModel({ ticket: text, model: "large", system: "" }).facts)
    : { category, severity };
  // The sender's system knows the environment; the text alone does not.
  const level = good.category === category ? severity : good.severity;
  const [other, disputed] = report?.disputed ?? [undefined, 0];
  const isIncident = good.category !== "unknown";
  const isException = isIncident && share("exception") < exceptions;
  return {
    category:
      share("owner") < disputed && other !== undefined
        ? other
        : isException
          ? (nth(known, share("which")) ?? good.category)
          : good.category,
    severity: isIncident && share("level") < otherSeverities ? neighbour(level, share("way")) : level,
  };
}
