"use client";

import { useQuery } from "@tanstack/react-query";
import { classNames } from "#components/ui/class-names.ts";
import type { Prompt } from "#lib/contracts/prompts.ts";
import { Loaded } from "../loaded.tsx";
import { type DiffPart, lineDiff } from "./line-diff.ts";
import { promptQuery } from "./prompts-query.ts";

const looks: Record<DiffPart["kind"], string> = {
  same: "text-ink-muted",
  added: "bg-good-soft text-good",
  removed: "bg-danger-soft text-danger",
  skipped: "border-y bg-surface py-0.5 font-sans text-ink-faint",
};
const signs: Record<DiffPart["kind"], string> = { same: "  ", added: "+ ", removed: "- ", skipped: "" };

/** Everything a model is told by a version, as one text. */
const wholeOf = ({ content: { system, user, parameters } }: Prompt) =>
  [
    system,
    "",
    user,
    "",
    `Temperature ${parameters.temperature ?? "the provider's own"}`,
    `Output limit ${parameters.maxOutputTokens}`,
    `Reasoning ${parameters.reasoningEffort}`,
  ].join("\n");

interface PromptDiffProps {
  prompt: Prompt;
  /** The version it is compared with. */
  against: string;
}

/** Line by line, what a version says otherwise than another one. */
export function PromptDiff({ prompt, against }: PromptDiffProps) {
  const other = useQuery(promptQuery(against));
  return (
    <Loaded what="The version to compare with" query={other}>
      {(base) => (
        <section
          aria-label="Differences"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          className="max-h-96 overflow-y-auto rounded-md bg-sunken py-1 font-mono text-xs leading-5"
        >
          {lineDiff(wholeOf(base), wholeOf(prompt)).map(({ kind, text, lines }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in its order.
            <div key={index} className={classNames("px-3 wrap-anywhere whitespace-pre-wrap", looks[kind])}>
              {kind === "skipped"
                ? `${lines} equal ${lines === 1 ? "line" : "lines"}`
                : text.split("\n").map((line, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                    <div key={place}>
                      {signs[kind]}
                      {line}
                    </div>
                  ))}
            </div>
          ))}
        </section>
      )}
    </Loaded>
  );
}
