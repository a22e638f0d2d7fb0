import type { LookupAddress } from "node:dns";
import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";

/** All addresses of a host; rejects with a DNS error, or as soon as the signal aborts. */
export type ResolveHost = (host: string, signal: AbortSignal) => Promise<LookupAddress[]>;

const addressOf = (address: string): LookupAddress => ({ address, family: isIP(address) });

async function askDns(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
  // Not getaddrinfo: that cannot be stopped, and a name server that is slow would hold a thread that files need too.
  const resolver = new Resolver({ tries: 2 });
  const stop = () => resolver.cancel();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    signal.throwIfAborted();
    const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    if (addresses.length > 0) return addresses.map(addressOf);
    throw (
      answers.find((answer) => answer.status === "rejected")?.reason ?? new Error(`no address for ${host}`)
    );
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Asks the machine's name servers; addresses stand for themselves and `localhost` is never asked for. */
export const resolveHost: ResolveHost = async (host, signal) => {
  if (isIP(host) !== 0) return [addressOf(host)];
  if (host === "localhost" || host.endsWith(".localhost")) return [addressOf("127.0.0.1"), addressOf("::1")];
  return askDns(host, signal);
};
