import type { Category } from "#lib/contracts/vocabulary.ts";
import { quoteFinder } from "./find-quote.ts";
import { echoesSecret } from "./secret-shapes.ts";
import {
  approver,
  branch,
  commandWords,
  destructive,
  expectation,
  fillers,
  generalWords,
  imperatives,
  wayBack,
  where,
} from "./step-words.ts";

/** The checks of a next step, in words that a page shows. */
export const stepChecks = {
  verb: "starts with a command verb",
  object: "names a thing of the ticket, and none that is not there",
  place: "says where: a command, a place or a person",
  expectation: "says what to expect",
  branch: "says what to do if it is not so",
  order: "reads before it changes; a risky change has a way back and somebody who agrees",
  substance: "is no filler",
  form: "has 5 to 30 words, does not repeat another step, echoes no secret",
} as const;
export type StepCheck = keyof typeof stepChecks;

/** A step that meets fewer of the eight checks is replaced. */
export const stepScoreNeeded = 6;

export interface StepContext {
  /** The ticket's text. */
  text: string;
  category: Category;
  /** Names beside the text that a step may use: the service as the sender gave it, titles of runbooks. */
  known?: readonly string[];
}

export interface StepRating {
  /** How many of the eight checks the step meets. */
  score: number;
  failed: StepCheck[];
}

const wordMinimum = 5;
const wordMaximum = 30;

/** Rates the steps of a card, in their order. The same input always gives the same ratings; never throws. */
export function rateSteps(steps: readonly string[], context: StepContext): StepRating[] {
  const isNamed = namedIn(context);
  return steps.map((step, index) => {
    const passes: Record<StepCheck, boolean> = {
      verb: imperatives.has(firstWord(step)),
      object: namesThing(step, isNamed),
      place: where.test(step),
      expectation: expectation.test(step),
      branch: branch.test(step),
      order: isInOrder(step, index, context.category),
      substance: !fillers.some((filler) => filler.test(step)),
      form: isWellFormed(step, steps.slice(0, index)),
    };
    const failed = checkNames.filter((check) => !passes[check]);
    return { score: checkNames.length - failed.length, failed };
  });
}

const checkNames = Object.keys(stepChecks).filter((name): name is StepCheck => name in stepChecks);

const wordsOf = (step: string) => step.trim().split(/\s+/);

const firstWord = (step: string) => (/\p{L}+/u.exec(step)?.[0] ?? "").toLowerCase();

/** First the verb, then the next words that say something: two steps with the same ones are the same step. */
function aimOf(step: string): string {
  const [verb, ...rest] = wordsOf(step.toLowerCase()).map((word) => word.replace(/[^\p{L}\p{N}./-]+/gu, ""));
  return [verb, ...rest.filter((word) => word.length > 3).slice(0, 2)].join(" ");
}

function isWellFormed(step: string, earlier: readonly string[]): boolean {
  const count = wordsOf(step).length;
  const isRepeated = earlier.some((other) => aimOf(other) === aimOf(step));
  return count >= wordMinimum && count <= wordMaximum && !isRepeated && !echoesSecret(step);
}

function isInOrder(step: string, index: number, category: Category): boolean {
  if (index === 0 && category === "unknown") return /^\W*ask\b/i.test(step);
  if (!destructive.test(step)) return true;
  return index > 0 && approver.test(step) && wayBack.test(step);
}

/** Names with digits, inner capitals, underscores or slashes: what people invent when they do not know. */
const identifier =
  /(?<![\w./-])(?:(?=[\w.:-]*[A-Za-z])(?=[\w.:-]*\d)[A-Za-z0-9][\w.:-]*\w|[A-Za-z]\w*_\w+|[a-z]*(?:[A-Z][a-z]+){2,}\w*|\/[a-z][\w-]*(?:\/[\w.{}-]+)+)/g;

/** Look like names and are none: measures, ports of call in every system, brands. */
const measure =
  /^(?:\d+(?:\.\d+)?(?:ms|s|m|min|h|d|k|kb|mb|gb|tb|g|x|st|nd|rd|th|am|pm|utc|i?b)?|p\d{1,3}|[1-5]xx|2fa|ipv[46]|sha\d+|md5|s3|k8s|http\/?\d?|tls1?\.?\d|utf-?8|x\.?509|h2|ec2|log4j|oauth2?|l[1-7]|o365|m365|s_client)$/i;
const brands =
  /^(?:postgresql|mysql|mariadb|mongodb|github|gitlab|javascript|typescript|devops|rabbitmq|activemq|powershell|openssl|openstack|openshift|elasticsearch|opensearch|clickhouse|haproxy|coredns|sharepoint|onedrive|vmware|vcenter|vsphere|youtube|linkedin|macos|ios|cloudwatch|cloudtrail|pagerduty|opsgenie|servicenow)$/i;

function namedIn({ text, known = [] }: StepContext): (name: string) => boolean {
  const find = quoteFinder(text);
  const beside = known.map((name) => name.toLowerCase());
  return (name) => find(name) !== null || beside.some((other) => other.includes(name.toLowerCase()));
}

function namesThing(step: string, isNamed: (name: string) => boolean): boolean {
  const identifiers = [...step.matchAll(identifier)]
    .map((match) => match[0])
    .filter((name) => !measure.test(name) && !brands.test(name));
  if (identifiers.some((name) => !isNamed(name))) return false;
  if (identifiers.length > 0) return true;
  const quoted = [...step.matchAll(/["“«`]([^"”»`]{2,120})["”»`]|(?<=\s)'([^']{2,120})'/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  if (quoted.some(isNamed)) return true;
  const numbers = step.match(/(?<![\w.])\d[\d.:]{2,}(?![\w%])/g) ?? [];
  if (numbers.some(isNamed)) return true;
  const told = (step.match(/[\p{L}\p{N}][\p{L}\p{N}-]{2,}/gu) ?? []).filter((word) => {
    const plain = word.toLowerCase();
    return !generalWords.has(plain) && (word !== plain || (plain.length >= 4 && !commandWords.has(plain)));
  });
  return told.some(isNamed);
}
