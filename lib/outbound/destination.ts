import { isIP } from "node:net";
import { type Reach, reachOf } from "./address-reach.ts";

/** Why nothing is sent to an address, whatever stands behind it. */
export type Refusal = "not_a_url" | "not_https" | "credentials" | "internal_address";

export interface Destination {
  url: URL;
  /** Name or address without brackets and without a dot at the end. */
  host: string;
}

interface Permission {
  /** Only for development: this machine may be reached, over plain http too. */
  allowLoopback: boolean;
}

/** Names that no public DNS answers for, or only with the machine's own neighbourhood. */
const internalName = /(^|\.)(local|internal|intranet|lan|home\.arpa|localdomain)$/;
const isLoopbackName = (host: string) => host === "localhost" || host.endsWith(".localhost");

const bareHost = (written: string) => written.replace(/^\[|\]$/g, "").replace(/\.$/, "");

/** The reach of a host as it is written in an address, as far as that can be told without asking for its addresses. */
export function reachOfHost(written: string): Reach {
  const host = bareHost(written);
  if (isIP(host) !== 0) return reachOf(host);
  if (isLoopbackName(host)) return "loopback";
  // One label is a neighbour's name: DNS search lists complete it.
  return internalName.test(host) || !host.includes(".") ? "internal" : "public";
}

/**
 * The destination an address names, or why it is none, judged by what is written alone. Parsing turns decimal, octal
 * and hexadecimal hosts into plain ones; a name's addresses are judged when it is resolved.
 */
export function destinationOf(
  address: string,
  { allowLoopback }: Permission,
): Destination | { refusal: Refusal } {
  const url = URL.parse(address);
  if (url === null) return { refusal: "not_a_url" };
  const reach = reachOfHost(url.hostname);
  const isHere = reach === "loopback" && allowLoopback;
  if (url.protocol !== "https:" && !(isHere && url.protocol === "http:")) return { refusal: "not_https" };
  if (url.username !== "" || url.password !== "") return { refusal: "credentials" };
  if (reach !== "public" && !isHere) return { refusal: "internal_address" };
  return { url, host: bareHost(url.hostname) };
}
