import { dateFormat } from "#components/ui/date-format.ts";
import type { Stats } from "#lib/contracts/stats.ts";

type Told = Pick<Stats, "bucket" | "timeZone" | "from" | "to">;

/** Over a longer window the day says more than the hour. */
const hoursTellMs = 50 * 3_600_000;

const forms: Record<
  Stats["bucket"],
  { short: Intl.DateTimeFormatOptions; long: Intl.DateTimeFormatOptions }
> = {
  hour: {
    short: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    long: { dateStyle: "medium", timeStyle: "short" },
  },
  day: { short: { month: "short", day: "numeric" }, long: { dateStyle: "full" } },
  week: { short: { month: "short", day: "numeric" }, long: { dateStyle: "medium" } },
  month: { short: { month: "short", year: "numeric" }, long: { month: "long", year: "numeric" } },
};

/** When a bucket began, in the zone of the figures. */
export function bucketText({ bucket, timeZone, from, to }: Told, start: string, form: "short" | "long") {
  const isLong = form === "short" && Date.parse(to) - Date.parse(from) > hoursTellMs;
  const shown = forms[bucket === "hour" && isLong ? "day" : bucket][form];
  const text = dateFormat({ ...shown, timeZone }, "en").format(new Date(start));
  return form === "long" && bucket === "week" ? `Week of ${text}` : text;
}

/** The window in words, with its zone. */
export function windowText({ from, to, timeZone }: Pick<Stats, "from" | "to" | "timeZone">): string {
  const format = dateFormat({ dateStyle: "medium", timeStyle: "short", timeZone }, "en");
  return `${format.formatRange(new Date(from), new Date(to))}, ${timeZone}`;
}
