import { Ruler } from "lucide-react";
import Link from "next/link";
import { NoticeLine } from "./notice-line.tsx";

/** One calm line when no model is configured: the gateway works, and could read more. */
export function RulesOnlyLine() {
  return (
    <NoticeLine label="Mode" icon={Ruler}>
      Running on rules. Add a model with{" "}
      <Link
        href="/docs#models"
        className="font-mono text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        TRIAGE_CHEAP_MODELS
      </Link>
    </NoticeLine>
  );
}
