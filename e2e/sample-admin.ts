import type { GatewayProcess } from "./gateway-process.ts";

/** The administrator that the demonstration names when it starts. */
export function sampleAdminOf({ output }: GatewayProcess): { email: string; password: string } {
  const [, email, password] = /^ *admin +(\S+) +(\S+)$/m.exec(output()) ?? [];
  if (!email || !password) throw new Error("The demonstration names no administrator.");
  return { email, password };
}
