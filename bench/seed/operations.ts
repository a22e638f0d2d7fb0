import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type {
  Category,
  DegradedReason,
  Environment,
  Path,
  ReviewState,
  Severity,
  Tier,
} from "#lib/contracts/vocabulary.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";
import { sumNanoUsd } from "#lib/core/money.ts";
import { reviewFor } from "#lib/triage/review.ts";
import { type Draw, drawFrom } from "#samples/draw.ts";
import { idAt } from "#samples/id-at.ts";
import { attemptsOf, type ModelOutcome } from "./attempts.ts";
import { type Arrival, arrivals, days, type Outage, outagesIn, type Storm, stormsIn } from "./calendar.ts";
import {
  cheapModel,
  customers,
  otherCheapModel,
  policyVersions,
  prompts,
  reviewers,
  services,
  sources,
  strongModel,
  teams,
} from "./organisation.ts";
import { type Prototype, prototypes, textOf } from "./prototypes.ts";

const dayMs = 86_400_000;
const reviewBelow = 0.7;
/** Share of single tickets that report an incident of the last hours again. */
const repeatShare = 0.3;
const recentIncidents = 600;
const actors = Array.from({ length: 40 }, (_, index) => index);
/** Reasons for which no model is called. */
const silentReasons: readonly DegradedReason[] = ["circuit_open", "budget"];

export interface SeededReview {
  decidedAtMs: number | null;
  by: string;
  byId: string;
  action: "approve" | "correct";
  /** What the card said before. */
  proposed: Pick<Verdict, "category" | "severity" | "confidence" | "path">;
}

export interface Incident {
  key: string;
  fingerprint: string;
  prototype: Prototype;
  service: string;
  environment: Environment | null;
  firstTriageId: string;
  reusableTriageId: string | null;
  reusableUntilMs: number | null;
  occurrences: number;
  firstSeenMs: number;
  lastSeenMs: number;
  lastTicketId: string;
  /** Of the card that answers further reports. */
  verdict: Verdict;
  /** From when on a better card answers. */
  later: { fromMs: number; verdict: Verdict } | null;
  blanks: { host: string; version: string };
}

interface Verdict {
  category: Category;
  severity: Severity;
  confidence: number;
  path: Path;
  degradedReason: DegradedReason | null;
  tier: Tier | null;
  model: string | null;
  promptVersion: string | null;
  policyVersion: string;
  reviewState: ReviewState;
  reviewReasons: string[];
}

/** A ticket with everything that became of it. */
export interface SeededOperation extends Verdict {
  number: number;
  ticketId: string;
  triageId: string;
  atMs: number;
  title: string;
  text: string;
  source: string;
  externalId: string | null;
  actorType: "api_key" | "user";
  actorId: string;
  team: string | null;
  incident: Incident;
  duplicateOf: string | null;
  attempts: StoredAttempt[];
  costNanoUsd: bigint | null;
  modelMs: number;
  totalMs: number;
  review: SeededReview | null;
  /** When a model's card took the place of a degraded one, and what that said. */
  replaced: { atMs: number; earlier: Verdict } | null;
}

export interface SeedPlan {
  tickets: number;
  seed: number;
  untilMs: number;
}

/** The year of an organisation, ticket by ticket, oldest first: the same for the same plan. */
export class Year {
  readonly prototypes = prototypes();
  readonly incidents: Incident[] = [];
  readonly #draw: Draw;
  readonly #plan: SeedPlan;
  readonly #fromMs: number;
  readonly #outages: Outage[];
  readonly #ofStorm = new Map<Storm, Incident>();
  readonly #recent: Incident[] = [];
  #number = 0;

  constructor(plan: SeedPlan) {
    this.#plan = plan;
    this.#draw = drawFrom(plan.seed);
    this.#fromMs = plan.untilMs - days * dayMs;
    this.#outages = outagesIn(this.#draw, this.#fromMs);
  }

  *operations(): Generator<SeededOperation> {
    const storms = stormsIn(this.#draw, this.#fromMs, this.#plan.tickets);
    for (const arrival of arrivals(this.#draw, { ...this.#plan, storms })) yield this.#operation(arrival);
  }

  #operation({ atMs, storm }: Arrival): SeededOperation {
    const draw = this.#draw;
    const number = this.#number++;
    const triageId = idAt("tri", atMs, number);
    const known = this.#knownIncident(atMs, storm);
    const incident = known ?? this.#newIncident(triageId, atMs, number);
    if (known === null) {
      this.incidents.push(incident);
      if (storm) this.#ofStorm.set(storm, incident);
      this.#recent[number % recentIncidents] = incident;
    } else {
      incident.occurrences++;
      incident.lastSeenMs = atMs;
    }
    const ticketId = idAt("tkt", atMs, number);
    incident.lastTicketId = ticketId;
    const isFirst = known === null;
    const first = isFirst ? this.#settle(incident, atMs, number) : null;
    const verdict = { ...this.#verdictNow(incident, atMs) };
    // A degraded card is nobody else's answer: each report is read by the rules.
    const isCached = !isFirst && verdict.degradedReason === null;
    const attempts = first?.attempts ?? [];
    const modelMs = attempts.reduce((sum, attempt) => sum + attempt.ms, 0);
    const byPerson = draw.chance(0.06);
    const actor = draw.favouring(actors);
    const text = textOf(incident.prototype.symptom, incident.prototype.scope, {
      service: incident.service,
      ...incident.blanks,
      number: String(2 + Math.floor(draw.skewed(60, 1.2))),
      percent: String(3 + draw.below(90)),
      customer: `Customer ${1 + draw.below(customers)}`,
    });
    const actorId = `${byPerson ? "usr" : "key"}_seed_${actor}`;
    const team = byPerson ? null : (teams[actor % teams.length] ?? null);
    const source = byPerson ? "zendesk" : draw.favouring(sources);
    const payer = { account: "triage", apiKeyId: byPerson ? null : actorId, team, source } as const;
    return {
      ...verdict,
      ...(first?.replacement ?? {}),
      path: isCached ? "cache" : (first?.replacement ?? verdict).path,
      number,
      ticketId,
      triageId,
      atMs,
      title: text.title.slice(0, 160),
      // A word of its own, as most reports have one.
      text: `${text.text}\ntrace ${((number * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, "0")}`,
      source,
      externalId: draw.chance(0.4) ? `INC-${100_000 + number}` : null,
      actorType: byPerson ? "user" : "api_key",
      actorId,
      team,
      incident,
      duplicateOf: isFirst ? null : incident.firstTriageId,
      attempts: attempts.map((call) => ({ ...call, ...payer, policyVersion: verdict.policyVersion })),
      costNanoUsd: sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd)),
      modelMs,
      totalMs: modelMs + draw.skewed(isCached ? 9 : 22, 0.5),
      review: first?.review ?? null,
      replaced: first?.replaced ?? null,
    };
  }

  /** What becomes of an incident's first report: calls to models, a better card later, a human's decision. */
  #settle(incident: Incident, atMs: number, number: number) {
    const { verdict } = incident;
    const outcome: ModelOutcome =
      verdict.path === "model"
        ? "answered"
        : verdict.degradedReason === null || silentReasons.includes(verdict.degradedReason)
          ? "not_asked"
          : "failed";
    const attempts = attemptsOf(this.#draw, { atMs, number, outcome, verdict });
    const replacedAtMs = this.#replacedAt(verdict, atMs);
    if (replacedAtMs === null) {
      return { attempts, review: this.#review(incident, atMs), replacement: null, replaced: null };
    }
    const replacement: Verdict = {
      ...verdict,
      path: "model",
      degradedReason: null,
      tier: "cheap",
      model: cheapModel,
      promptVersion: prompts.at(-1)?.version ?? null,
      reviewState: "none",
      reviewReasons: [],
    };
    const later = { atMs: replacedAtMs, number, outcome: "answered" as const, verdict: replacement };
    const more = attemptsOf(this.#draw, later, attempts.length);
    incident.later = { fromMs: replacedAtMs, verdict: replacement };
    incident.reusableTriageId = incident.firstTriageId;
    incident.reusableUntilMs = replacedAtMs + dayMs;
    const replaced = { atMs: replacedAtMs, earlier: { ...verdict } };
    return { attempts: [...attempts, ...more], review: null, replacement, replaced };
  }

  #verdictNow({ verdict, later }: Incident, atMs: number): Verdict {
    return later !== null && atMs >= later.fromMs ? later.verdict : verdict;
  }

  #knownIncident(atMs: number, storm: Storm | null): Incident | null {
    if (storm) return this.#ofStorm.get(storm) ?? null;
    if (!this.#draw.chance(repeatShare)) return null;
    const found = this.#recent[this.#draw.below(recentIncidents)] ?? null;
    return found !== null && atMs - found.firstSeenMs < dayMs / 2 ? found : null;
  }

  #newIncident(triageId: string, atMs: number, number: number): Incident {
    const draw = this.#draw;
    const scopesCount = this.prototypes.length / services.length;
    const service = draw.favouring(services);
    const kind = Math.floor(draw.fraction() ** 1.4 * scopesCount);
    const prototype = this.prototypes[kind * services.length + services.indexOf(service)];
    if (!prototype) throw new Error("Every service has a prototype of each kind.");
    const verdict = this.#verdict(prototype, atMs);
    const isReusable = verdict.degradedReason === null;
    return {
      // As long and as even as the hash that it stands for.
      key: number.toString(16).padStart(8, "0").repeat(4),
      fingerprint: prototype.fingerprint,
      prototype,
      service,
      environment: draw.chance(0.7) ? "production" : draw.chance(0.5) ? "staging" : null,
      firstTriageId: triageId,
      reusableTriageId: isReusable ? triageId : null,
      reusableUntilMs: isReusable ? atMs + dayMs : null,
      occurrences: 1,
      firstSeenMs: atMs,
      lastSeenMs: atMs,
      lastTicketId: idAt("tkt", atMs, number),
      verdict,
      later: null,
      blanks: {
        host: `node-${1 + draw.below(240)}`,
        version: `${1 + draw.below(9)}.${draw.below(30)}.${draw.below(12)}`,
      },
    };
  }

  /** What came of an incident's first report, before a human looked at it. */
  #verdict({ card }: Prototype, atMs: number): Verdict {
    const draw = this.#draw;
    const share = (atMs - this.#fromMs) / (days * dayMs);
    const prompt = prompts.findLast(({ from }) => share >= from) ?? null;
    const policyVersion =
      policyVersions[Math.min(policyVersions.length - 1, Math.floor(share * policyVersions.length))] ??
      policyVersions[0];
    const degradedReason = prompt === null ? null : this.#degradedReason(atMs);
    const byModel = prompt !== null && degradedReason === null;
    const strong = byModel && (card.severity === "P0" ? draw.chance(0.7) : draw.chance(0.05));
    const confidence = byModel
      ? Math.round(Math.min(0.98, 0.6 + 0.38 * (1 - draw.fraction() ** 2.2)) * 100) / 100
      : card.confidence;
    const review = reviewFor(
      { ...card, confidence },
      { reviewBelow, unsupported: [], degraded: degradedReason !== null, strongMissed: false },
    );
    return {
      category: card.category,
      severity: card.severity,
      confidence,
      path: byModel ? "model" : "rules",
      degradedReason,
      tier: byModel ? (strong ? "strong" : "cheap") : null,
      model: byModel ? (strong ? strongModel : draw.chance(0.85) ? cheapModel : otherCheapModel) : null,
      promptVersion: byModel ? (prompt?.version ?? null) : null,
      policyVersion,
      reviewState: review.state,
      reviewReasons: review.reasons,
    };
  }

  #degradedReason(atMs: number): DegradedReason | null {
    const draw = this.#draw;
    const outage = this.#outages.find(({ startsMs, endsMs }) => atMs >= startsMs && atMs < endsMs);
    if (outage) return draw.chance(0.6) ? "circuit_open" : outage.reason;
    // Two evenings on which the budget of the day was spent.
    const day = Math.floor((atMs - this.#fromMs) / dayMs);
    if ((day === 250 || day === days - 4) && new Date(atMs).getUTCHours() >= 21) return "budget";
    return draw.chance(0.012)
      ? draw.oneOf(["timeout", "rate_limited", "invalid_output", "provider_error"])
      : null;
  }

  #replacedAt({ degradedReason }: Verdict, atMs: number): number | null {
    if (degradedReason === null || this.#draw.chance(0.2)) return null;
    const replacedAtMs = Math.floor(atMs + this.#draw.skewed(20 * 60_000, 0.8));
    return replacedAtMs < this.#plan.untilMs ? replacedAtMs : null;
  }

  /** What a human made of a card that asked for one; changes what the incident's further reports are answered with. */
  #review(incident: Incident, atMs: number): SeededReview | null {
    const draw = this.#draw;
    const { verdict } = incident;
    if (verdict.reviewState !== "pending") return null;
    const waitMs = draw.skewed(verdict.severity === "P0" ? 6 * 60_000 : 70 * 60_000, 1.3);
    // Of the last days' cards some still wait.
    const isLeft = this.#plan.untilMs - atMs < 2 * dayMs && draw.chance(0.4);
    const isDecided = !isLeft && atMs + waitMs < this.#plan.untilMs;
    const decidedAtMs = isDecided ? Math.floor(atMs + waitMs) : null;
    const person = draw.favouring(reviewers);
    const action = draw.chance(0.82) ? ("approve" as const) : ("correct" as const);
    const { category, severity, confidence, path } = verdict;
    const proposed = { category, severity, confidence, path };
    if (decidedAtMs !== null) {
      verdict.reviewState = action === "approve" ? "approved" : "corrected";
      if (action === "correct") {
        if (draw.chance(0.6))
          verdict.severity = draw.oneOf(severities.filter((each) => each !== verdict.severity));
        else verdict.category = draw.oneOf(categories.filter((each) => each !== verdict.category));
        Object.assign(verdict, {
          path: "human",
          degradedReason: null,
          confidence: 1,
        } satisfies Partial<Verdict>);
      }
    }
    return {
      decidedAtMs,
      by: person,
      byId: `usr_seed_reviewer_${reviewers.indexOf(person)}`,
      action,
      proposed,
    };
  }
}
