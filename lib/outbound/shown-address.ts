/** A part of a path that is a plain word or a small number; anything else may be what lets somebody in. */
const plainPart = /^(?:[a-z]{1,14}(?:[-_.][a-z]{1,14}){0,3}|v?\d{1,4})$/i;
const masked = "…";

/**
 * An address that somebody else chose, for people to recognise: scheme, host and what of the path is plain words.
 * Query, fragment and user info are left out, and parts that may be tokens are masked: whoever knows them can post to
 * the receiver.
 */
export function shownAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null) return masked;
  const path = url.pathname
    .split("/")
    .map((part) => (part === "" || plainPart.test(part) ? part : masked))
    .join("/");
  return `${url.protocol}//${url.host}${path}${url.search === "" ? "" : `?${masked}`}`;
}
