/**
 * A small reader that answers like a model would: facts with quotes, a summary, three steps. It knows nothing of the
 * product's own rules; only the shape of the answer is the same. Same text, same answer.
 */

/** What a model is asked. */
export interface Asked {
  ticket: string;
  model: string;
  /** The instructions. */
  system: string;
}

/** An answer in the shape that the gateway asks for. */
export interface SimulatedReading {
  facts: { kind: object; scope: object };
  summary: string;
  steps: readonly string[];
  stated: object;
}

/** Whoever reads tickets for a simulated model. */
export type SimulatedReader = (asked: Asked) => SimulatedReading;

interface Hint {
  value: string;
  words: RegExp;
}

/** First hint that occurs wins, so the weightier ones stand first. All expressions are linear in the text. */
const hints = {
  kind: [
    {
      value: "noise",
      words: /\b(?:unsubscribe|newsletter|seo experts?|limited offer|thanks? (?:you )?so much)\b/i,
    },
    {
      value: "question",
      words: /\b(?:how (?:do|can|to) (?:i|we)?|where (?:do|can) i find|is it possible)\b/i,
    },
    {
      value: "request",
      words:
        /\b(?:please (?:create|add|order|install|grant)|request(?:ing)? access|new (?:laptop|account))\b/i,
    },
  ],
  scope: [
    {
      value: "all",
      words:
        /\b(?:all (?:users|customers|regions|sites|requests)|every(?:one|body)|company[- ]wide|whole (?:site|company))\b/i,
    },
    {
      value: "many",
      words: /\b(?:many (?:users|customers)|customers|multiple (?:users|teams|sites)|spike|most users)\b/i,
    },
    { value: "some", words: /\b(?:some (?:users|customers)|several|a few|one team|intermittent(?:ly)?)\b/i },
    {
      value: "one",
      words: /\b(?:my (?:laptop|computer|account|pc|password)|one user|i (?:can ?not|can't))\b/i,
    },
    { value: "none", words: /\b(?:no (?:user |customer )?impact|nobody noticed)\b/i },
  ],
  capability: [
    { value: "none", words: /\b(?:resolved|back to normal|no impact|recovered)\b/i },
    {
      value: "core_down",
      words:
        /\b(?:is down|are down|outage|unreachable|service unavailable|completely unavailable|cannot (?:log ?in|pay))\b/i,
    },
    {
      value: "core_broken",
      words: /\b(?:50[0234]|time(?:d)? ?outs?|failing|fails|failed|exception|deadlock|crash(?:ed|es)?)\b/i,
    },
    { value: "degraded", words: /\b(?:slow(?:er|ness)?|latency|degraded|lag(?:ging)?)\b/i },
    { value: "redundancy_lost", words: /\b(?:replica|failover|one node|degraded raid)\b/i },
    { value: "at_risk", words: /\b(?:will (?:fill|expire)|expir(?:es|ing)|disk.{0,20}full|\d\d ?% full)\b/i },
    { value: "cosmetic", words: /\b(?:typo|misaligned|wrong colou?r|icon)\b/i },
  ],
  attack: [
    {
      value: "active",
      words: /\b(?:ransomware|malware|compromised|data exfiltration|web ?shell|mimikatz|cobalt strike)\b/i,
    },
    { value: "attempted", words: /\b(?:brute force|port scan|phishing|failed password|invalid user)\b/i },
    { value: "possible", words: /\b(?:suspicious|CVE-\d{4}-\d+|vulnerab(?:le|ility)|leaked)\b/i },
  ],
  trend: [
    { value: "recovered", words: /\b(?:resolved|back to normal|recovered)\b/i },
    { value: "recovering", words: /\b(?:recovering|rolling out a fix)\b/i },
    { value: "growing", words: /\b(?:spike|growing|increasing|rising|getting worse|spreading)\b/i },
    { value: "steady", words: /\b(?:since|intermittent(?:ly)?|still)\b/i },
  ],
  workaround: [
    { value: "none", words: /\bno workaround\b/i },
    { value: "exists", words: /\b(?:workaround|still works?|can still)\b/i },
  ],
  environment: [
    { value: "staging", words: /\b(?:staging|pre-?prod|uat)\b/i },
    { value: "development", words: /\b(?:dev(?:elopment)?|sandbox|localhost)\b/i },
    { value: "production", words: /\b(?:prod(?:uction)?|live)\b/i },
  ],
  deadline: [
    { value: "now", words: /\b(?:outage|spike|is down|are down)\b/i },
    { value: "today", words: /\b(?:today|within \d+ hours?|in \d+ ?h(?:ours?)?)\b/i },
    { value: "later", words: /\b(?:next week|in \d+ days?)\b/i },
  ],
  level: [
    { value: "critical", words: /\b(?:CRITICAL|FATAL|PANIC|EMERG)\b|severity"?[:=]\s?"?critical/ },
    { value: "error", words: /\b(?:ERROR|SEVERE)\b/ },
    { value: "warning", words: /\b(?:WARN(?:ING)?)\b/ },
    { value: "info", words: /\b(?:INFO|NOTICE)\b/ },
  ],
} satisfies Record<string, Hint[]>;

const fallback: Record<keyof typeof hints, string> = {
  kind: "incident",
  scope: "unknown",
  capability: "unknown",
  attack: "none",
  trend: "unknown",
  workaround: "unknown",
  environment: "unknown",
  deadline: "none",
  level: "unknown",
};

const harmHints: Hint[] = [
  { value: "data_lost", words: /\b(?:data loss|lost (?:data|rows|orders)|deleted by mistake)\b/i },
  { value: "data_wrong", words: /\b(?:corrupt(?:ed|ion)?|duplicate (?:rows|charges)|inconsistent data)\b/i },
  { value: "data_exposed", words: /\b(?:exposed|leaked|publicly accessible)\b/i },
  { value: "money_lost", words: /\b(?:double[- ]charged|payments? (?:fail|are failing)|lost revenue)\b/i },
];

const cueHints: (Hint & { strength: "strong" | "weak" })[] = [
  {
    value: "security",
    strength: "strong",
    words:
      /\b(?:malware|ransomware|phishing|brute force|CVE-\d{4}-\d+|unauthori[sz]ed access|leaked|mimikatz|port scan|suspicious)\b/i,
  },
  {
    value: "data",
    strength: "strong",
    words:
      /\b(?:ORA-\d{5}|deadlock|postgres(?:ql)?|mysql|oracle|replication|backup|database|mongodb|redis|elasticsearch|etl|sql)\b/i,
  },
  {
    value: "infra",
    strength: "strong",
    words:
      /\b(?:50[24]|gateway|time(?:d)? ?outs?|dns|network|disk|host|node|kubernetes|pod|certificate|tls|load balancer|kafka|vpn|printer|switch|cpu|memory)\b/i,
  },
  {
    value: "app",
    strength: "strong",
    words: /\b(?:exception|stack ?trace|null ?pointer|button|page|login|checkout|api|500|release|deploy)\b/i,
  },
  // Words of whole situations, asked last: a word above tells more.
  {
    value: "security",
    strength: "strong",
    words: /\b(?:password spraying|typed my password|became public|rule I did not make)\b/i,
  },
  {
    value: "data",
    strength: "strong",
    words: /\b(?:replication lag|invoice run|stock import|DeadlockDetected|out of range, table)\b/i,
  },
  {
    value: "infra",
    strength: "strong",
    words:
      /\b(?:packet loss|PodCrashLooping|OOMKilled|ConsumerLag|WebhookBacklog|certificate of|DiskWillFill)\b/i,
  },
  {
    value: "app",
    strength: "strong",
    words:
      /\b(?:TypeError|refund|sign[- ]ins?|authorisations|charged twice|finds nothing|LatencyHigh|my tablet|rechnung)\b/i,
  },
  { value: "infra", strength: "weak", words: /\b(?:server|cluster|down|unreachable)\b/i },
  { value: "app", strength: "weak", words: /\b(?:error|application|app|crash)\b/i },
];

const quoteOf = (text: string, words: RegExp) => words.exec(text)?.[0].slice(0, 400) ?? null;

function claimOf(text: string, fact: keyof typeof hints) {
  for (const hint of hints[fact]) {
    const quote = quoteOf(text, hint.words);
    if (quote !== null) return { value: hint.value, quote };
  }
  return { value: fallback[fact], quote: null };
}

/** First line that says something, on one line and short. */
function headlineOf(text: string): string {
  const line =
    text
      .split("\n", 50)
      .map((candidate) => candidate.replace(/[^\p{L}\p{N}]{3,}/gu, " ").trim())
      .find((candidate) => candidate.length > 0) ?? "";
  return [...line].slice(0, 140).join("") || "A text without words";
}

function severityOf(facts: Record<keyof typeof hints, { value: string }>, harms: unknown[]): string {
  if (facts.kind.value !== "incident" || facts.capability.value === "cosmetic") return "P3";
  const level =
    facts.attack.value === "active" || harms.length > 0 || facts.capability.value === "core_down"
      ? 0
      : facts.capability.value === "core_broken"
        ? 1
        : 2;
  const lowered =
    facts.environment.value === "staging" ||
    facts.environment.value === "development" ||
    facts.scope.value === "one" ||
    facts.capability.value === "none";
  return `P${Math.min(3, level + (lowered ? 2 : facts.scope.value === "all" || level > 0 ? 0 : 1))}`;
}

/** Reads a ticket. The result has the shape the gateway asks for, with quotes that stand in the text. */
export function readTicket(text: string) {
  const head = text.slice(0, 20_000);
  const claims = {
    kind: claimOf(head, "kind"),
    scope: claimOf(head, "scope"),
    capability: claimOf(head, "capability"),
    attack: claimOf(head, "attack"),
    trend: claimOf(head, "trend"),
    workaround: claimOf(head, "workaround"),
    environment: claimOf(head, "environment"),
    deadline: claimOf(head, "deadline"),
    level: claimOf(head, "level"),
  };
  const harms = harmHints.flatMap(({ value, words }) => {
    const quote = quoteOf(head, words);
    return quote === null ? [] : [{ value, certainty: "likely", quote }];
  });
  const incident = claims.kind.value === "incident";
  const cues = incident
    ? cueHints.flatMap(({ value, strength, words }) => {
        const quote = quoteOf(head, words);
        return quote === null ? [] : [{ category: value, strength, quote }];
      })
    : [];
  const category = cues[0]?.category ?? "unknown";
  const headline = headlineOf(text);
  const subject = cues[0]?.quote ?? headline.split(" ").slice(0, 4).join(" ");
  return {
    facts: { ...claims, harms, cues },
    summary: `${headline}. Simulated reading: ${category}, ${claims.capability.value}, scope ${claims.scope.value}.`,
    steps: [
      `Check the dashboard and log entries for "${subject}" and expect the first failure time; if nothing shows, ask the reporter for one example.`,
      `Compare the last change around "${subject}" with the start of the trouble and name the owner of that change.`,
      `Ask the owner to agree, then roll back or restart the part behind "${subject}" and expect errors below 1% in 5 minutes.`,
    ],
    stated: {
      category,
      severity: severityOf(claims, harms),
      confidence: category === "unknown" ? 0.4 : cues.some((cue) => cue.category !== category) ? 0.7 : 0.9,
    },
  };
}

/** The ticket inside a prompt: what stands between two lines that carry the same mark, else the whole message. */
export function ticketIn(user: string): string {
  const begin = /^----- ticket (\w+) begins\n/m.exec(user);
  if (!begin) return user;
  const start = begin.index + begin[0].length;
  const end = user.indexOf(`\n----- ticket ${begin[1]} ends`, start);
  return end < 0 ? user.slice(start) : user.slice(start, end);
}
