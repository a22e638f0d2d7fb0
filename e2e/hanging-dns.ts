import dns from "node:dns";

/** Loaded into a server before it starts: names that end in `.hangs.test` are looked up for ever. */
const lookup = dns.lookup;
const hanging = (name: unknown) => typeof name === "string" && name.endsWith(".hangs.test");
const patched = (...args: Parameters<typeof lookup>) => {
  if (!hanging(args[0])) lookup(...args);
};
Object.assign(dns, { lookup: Object.assign(patched, lookup) });
