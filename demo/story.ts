import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { Draw } from "#samples/draw.ts";
import { checkoutOutage, identityOutage, queueStorm, type Report, reports } from "./tickets.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const storyDays = 14;
const ticketsOnWorkday = 34;
const ticketsAtWeekend = 12;
/** On top, so that both are seen. */
const ticketsInOutage = 12;
const ticketsInHaste = 30;

/** A ticket that comes in at a moment. Equal `group`s are told one after the other. */
export interface Scene {
  atMs: number;
  group: string;
  request: TriageRequest;
}

interface Stretch {
  fromMs: number;
  toMs: number;
}

export interface Story {
  scenes: Scene[];
  /** When a prompt was in use that nobody had measured. */
  haste: Stretch;
  /** When the models' provider did not answer. */
  outage: Stretch;
}

const weighted = reports.flatMap((report) => Array.from({ length: report.weight }, () => report));

export const requestOf = (draw: Draw, { text, source, service, environment }: Report): TriageRequest => ({
  text: text(draw),
  source,
  service,
  ...(environment ? { environment } : {}),
  ...(draw.chance(0.5)
    ? { externalId: `${source.slice(0, 3).toUpperCase()}-${10_000 + draw.below(80_000)}` }
    : {}),
});

export const anyReport = (draw: Draw): Report => draw.oneOf(weighted);

/** Mostly between eight and eighteen, now and then at night. */
const momentOfDay = (draw: Draw) =>
  draw.chance(0.82) ? draw.between(8, 18.5) * hourMs : draw.between(0, 24) * hourMs;

interface Storm {
  name: string;
  startsMs: number;
  lastsMs: number;
  tickets: number;
  service: string;
  text: (draw: Draw) => string;
}

/** Hours of a working day: of this one, or of the last one before it. */
function onWorkday(latestDay: number, fromHour: number, toHour: number): Stretch {
  let day = latestDay;
  while (new Date(day * dayMs).getUTCDay() % 6 === 0) day -= 1;
  return { fromMs: day * dayMs + fromHour * hourMs, toMs: day * dayMs + toHour * hourMs };
}

/** Two weeks up to `nowMs`: everyday reports, three storms, a day with a hasty prompt and a morning on which no model answers. */
export function tellStory(draw: Draw, nowMs: number): Story {
  const fromMs = nowMs - storyDays * dayMs;
  const scenes: Scene[] = [];
  for (let day = Math.floor(fromMs / dayMs); day * dayMs < nowMs; day++) {
    const isWeekend = new Date(day * dayMs).getUTCDay() % 6 === 0;
    for (let ticket = 0; ticket < (isWeekend ? ticketsAtWeekend : ticketsOnWorkday); ticket++) {
      const atMs = Math.floor(day * dayMs + momentOfDay(draw));
      if (atMs < fromMs || atMs > nowMs - minuteMs) continue;
      scenes.push({ atMs, group: `single-${scenes.length}`, request: requestOf(draw, anyReport(draw)) });
    }
  }

  const storms: Storm[] = [
    {
      name: "checkout",
      startsMs: nowMs - 9.3 * dayMs,
      lastsMs: 35 * minuteMs,
      tickets: 96,
      service: "checkout",
      text: checkoutOutage,
    },
    {
      name: "identity",
      startsMs: nowMs - 3.2 * dayMs,
      lastsMs: 22 * minuteMs,
      tickets: 58,
      service: "accounts",
      text: identityOutage,
    },
    {
      name: "webhooks",
      startsMs: nowMs - 70 * minuteMs,
      lastsMs: 60 * minuteMs,
      tickets: 31,
      service: "webhooks",
      text: queueStorm,
    },
  ];
  for (const { name, startsMs, lastsMs, tickets, service, text } of storms) {
    for (let ticket = 0; ticket < tickets; ticket++) {
      const atMs = Math.floor(startsMs + draw.fraction() ** 2 * lastsMs);
      const request: TriageRequest = {
        text: text(draw),
        source: "alertmanager",
        service,
        environment: "production",
      };
      scenes.push({ atMs, group: name, request });
    }
  }

  const today = Math.floor(nowMs / dayMs);
  const outage = onWorkday(today - 5, 8.5, 12);
  const haste = onWorkday(Math.floor(outage.fromMs / dayMs) - 2, 9, 17.5);
  const more = [
    { name: "outage", tickets: ticketsInOutage, stretch: outage },
    { name: "haste", tickets: ticketsInHaste, stretch: haste },
  ];
  for (const { name, tickets, stretch } of more) {
    for (let ticket = 0; ticket < tickets; ticket++) {
      const atMs = Math.floor(draw.between(stretch.fromMs, stretch.toMs));
      scenes.push({ atMs, group: `${name}-${ticket}`, request: requestOf(draw, anyReport(draw)) });
    }
  }
  return { scenes: scenes.sort((a, b) => a.atMs - b.atMs), haste, outage };
}
