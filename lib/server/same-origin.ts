import { getSettings } from "./runtime-settings.ts";

/**
 * False when a browser says that the request comes from a page of somebody else's. Clients that are not browsers send
 * neither header. Hosts are compared without the scheme, because a proxy may have taken TLS off.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === headers.get("host") || host === new URL(getSettings().appUrl).host;
}
