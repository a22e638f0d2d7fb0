import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { Draw } from "#samples/draw.ts";
import type { Report } from "./reports/report.ts";
import { checkoutOutage, identityOutage, storageOutage, webhookBacklog } from "./reports/storms.ts";
import { everydayReports } from "./tickets.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const storyDays = 14;
const ticketsOnWorkday = 38;
const ticketsAtWeekend = 12;
/** On top, so that both are seen. */
const ticketsInOutage = 20;
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

const weighted = everydayReports.flatMap((report) => Array.from({ length: report.weight }, () => report));

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
  report: Report;
  startsMs: number;
  lastsMs: number;
  tickets: number;
}

/** Hours of a working day: of this one, or of the last one before it. */
function onWorkday(latestDay: number, fromHour: number, toHour: number): Stretch {
  let day = latestDay;
  while (new Date(day * dayMs).getUTCDay() % 6 === 0) day -= 1;
  return { fromMs: day * dayMs + fromHour * hourMs, toMs: day * dayMs + toHour * hourMs };
}

/** Two weeks up to `nowMs`: everyday reports, four storms, a day with a hasty prompt and a morning on which no model answers. */
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
    { report: checkoutOutage, startsMs: nowMs - 9.3 * dayMs, lastsMs: 35 * minuteMs, tickets: 96 },
    { report: storageOutage, startsMs: nowMs - 6.6 * dayMs, lastsMs: 18 * minuteMs, tickets: 44 },
    { report: identityOutage, startsMs: nowMs - 3.2 * dayMs, lastsMs: 22 * minuteMs, tickets: 58 },
    { report: webhookBacklog, startsMs: nowMs - 70 * minuteMs, lastsMs: 60 * minuteMs, tickets: 31 },
  ];
  for (const { report, startsMs, lastsMs, tickets } of storms) {
    for (let ticket = 0; ticket < tickets; ticket++) {
      const atMs = Math.floor(startsMs + draw.fraction() ** 2 * lastsMs);
      const { source, service, environment } = report;
      const request = { text: report.text(draw), source, service, ...(environment ? { environment } : {}) };
      scenes.push({ atMs, group: service, request });
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
