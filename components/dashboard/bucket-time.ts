import { dateFormat } from "#components/ui/date-format.ts";
import type { Stats } from "#lib/contracts/stats.ts";

type Told = Pick<Stats, "bucket" | "timeZone">;

const forms: Record<
  Stats["bucket"],
  { short: Intl.DateTimeFormatOptions; long: Intl.DateTimeFormatOptions }
> = {
  hour: {
    short: { month: "short", day: "numeric", hour: "2-digit", hourCycle: "h23" },
    long: { dateStyle: "medium", timeStyle: "short" },
  },
  day: { short: { month: "short", day: "numeric" }, long: { dateStyle: "full" } },
  week: { short: { month: "short", day: "numeric" }, long: { dateStyle: "medium" } },
  month: { short: { month: "short", year: "numeric" }, long: { month: "long", year: "numeric" } },
};

/** When a bucket began, in the zone of the figures. */
export const bucketText = ({ bucket, timeZone }: Told, start: string, form: "short" | "long") =>
  `${form === "long" && bucket === "week" ? "Week of " : ""}${dateFormat(
    { ...forms[bucket][form], timeZone },
    "en",
  ).format(new Date(start))}`;

/** The window in words, with its zone. */
export function windowText({ from, to, timeZone }: Pick<Stats, "from" | "to" | "timeZone">): string {
  const format = dateFormat({ dateStyle: "medium", timeStyle: "short", timeZone }, "en");
  return `${format.formatRange(new Date(from), new Date(to))}, ${timeZone}`;
}
