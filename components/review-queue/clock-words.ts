import type { ReviewClock } from "./clocks-of.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A span of a clock as short as it can be read: "4m", "3h 40m", "2d 5h"; what is under a minute is "<1m". */
export function spanText(ms: number): string {
  const span = Math.abs(ms);
  if (span < minuteMs) return "<1m";
  if (span < hourMs) return `${Math.floor(span / minuteMs)}m`;
  const [size, short, part, partShort] =
    span < dayMs ? ([hourMs, "h", minuteMs, "m"] as const) : ([dayMs, "d", hourMs, "h"] as const);
  const rest = Math.floor((span % size) / part);
  return `${Math.floor(span / size)}${short}${rest === 0 ? "" : ` ${rest}${partShort}`}`;
}

const verbs = { claim: "take", decide: "decide" } as const;
const done = { claim: "taken", decide: "decided" } as const;

/** What a clock says: "take in 4m", "take: 3m over", "taken in time", "decided 2h late". */
export function clockText({ name, state, leftMs }: Pick<ReviewClock, "name" | "state" | "leftMs">): string {
  switch (state) {
    case "running":
      return `${verbs[name]} in ${spanText(leftMs)}`;
    case "breached":
      return `${verbs[name]}: ${spanText(leftMs)} over`;
    case "kept":
      return `${done[name]} in time`;
    case "late":
      return `${done[name]} ${spanText(leftMs)} late`;
  }
}
