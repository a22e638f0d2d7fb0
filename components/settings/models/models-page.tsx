"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PageHeader } from "#components/console/page-header.tsx";
import { tierMeanings, tierNames } from "#components/model-words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { tiers } from "#lib/contracts/vocabulary.ts";
import { Loaded } from "../loaded.tsx";
import { AddModelHelp } from "./add-model-help.tsx";
import { ModelRow } from "./model-row.tsx";
import { modelsQuery } from "./models-query.ts";

/** How often states are read again while the page is open. */
const rereadMs = 10_000;

/** The models of both tiers in their order, and a test of each. */
export function ModelsPage({ timeoutMs }: { timeoutMs: number }) {
  const models = useQuery({ ...modelsQuery(), refetchInterval: rereadMs });
  return (
    <>
      <PageHeader title="Models">
        <Link href="/settings/policy" className={buttonClass("secondary", "sm")}>
          Change order and limits
        </Link>
      </PageHeader>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
        <Loaded what="The models" query={models}>
          {({ items }) =>
            items.length === 0 ? (
              <Card aria-label="Add a model">
                <AddModelHelp />
              </Card>
            ) : (
              tiers.map((tier) => {
                const inTier = items.filter((model) => model.tier === tier);
                return (
                  <Card key={tier} aria-labelledby={`tier-${tier}`} className="overflow-hidden">
                    <header className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b px-4 py-3">
                      <h2 id={`tier-${tier}`} className="text-sm font-semibold">
                        {tierNames[tier]}
                      </h2>
                      <p className="text-xs text-ink-muted">{tierMeanings[tier]}</p>
                    </header>
                    {inTier.length === 0 ? (
                      <p className="px-4 py-3 text-sm text-pretty text-ink-muted">
                        No model.{" "}
                        {tier === "strong"
                          ? "The cheap ones read everything; name a strong one in the policy to have it read what is critical or ambiguous."
                          : "The strong ones read everything; name a cheap one in the policy to spend less."}
                      </p>
                    ) : (
                      <ol>
                        {inTier.map((model, index) => (
                          <ModelRow key={model.model} model={model} place={index + 1} timeoutMs={timeoutMs} />
                        ))}
                      </ol>
                    )}
                  </Card>
                );
              })
            )
          }
        </Loaded>
      </div>
    </>
  );
}
