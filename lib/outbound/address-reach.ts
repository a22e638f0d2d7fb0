import ipaddr from "ipaddr.js";

/** Whom an address belongs to: anybody on the internet, this machine, or a network that is nobody else's business. */
export type Reach = "public" | "loopback" | "internal";

/** Public by its range and answered by the cloud's own host all the same: the agent endpoint of Azure's machines. */
const cloudAgents: ReadonlySet<string> = new Set(["168.63.129.16"]);

/** All unicast addresses that are given out stand in here; `::a.b.c.d` and what is not yet given out do not. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];
/** IPv6-only networks reach IPv4 by it; the last 32 bits are the IPv4 address. */
const nat64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("64:ff9b::"), 96];

function reachOfIpv4(address: ipaddr.IPv4): Reach {
  const range = address.range();
  if (range === "loopback") return "loopback";
  return range === "unicast" && !cloudAgents.has(address.toString()) ? "public" : "internal";
}

function reachOfIpv6(address: ipaddr.IPv6): Reach {
  if (address.isIPv4MappedAddress()) return reachOfIpv4(address.toIPv4Address());
  if (address.match(nat64)) return reachOfIpv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  const range = address.range();
  if (range === "loopback") return "loopback";
  return range === "unicast" && address.match(globalUnicast) ? "public" : "internal";
}

/** The reach of an IP address in any notation; what is no address is internal. */
export function reachOf(address: string): Reach {
  if (!ipaddr.isValid(address)) return "internal";
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv4 ? reachOfIpv4(parsed) : reachOfIpv6(parsed);
}
