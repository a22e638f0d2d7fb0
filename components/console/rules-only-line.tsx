import { Ruler } from "lucide-react";
import Link from "next/link";
import { type Role, scopesOfRole } from "#lib/contracts/access.ts";
import { NoticeLine } from "./notice-line.tsx";

/** One calm line when no model is configured: the gateway works, and could read more. */
export function RulesOnlyLine({ role }: { role: Role }) {
  return (
    <NoticeLine label="Mode" icon={Ruler}>
      Running on rules. Add a model with{" "}
      <Link
        href={scopesOfRole[role].includes("admin") ? "/settings/models" : "/docs#models"}
        className="font-mono text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        TRIAGE_CHEAP_MODELS
      </Link>
    </NoticeLine>
  );
}
