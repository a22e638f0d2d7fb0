"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "#components/console/page-header.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { PolicyState } from "#lib/contracts/policy.ts";
import { Loaded } from "../loaded.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyHistory } from "./policy-history.tsx";
import { policyQuery } from "./policy-query.ts";
import { PolicyView } from "./policy-view.tsx";

/** The policy in force, what was before, and a form for the next one. */
export function PolicyPage() {
  const policy = useQuery(policyQuery());
  // What is being changed is what was seen: another's change meanwhile is told when this one is saved.
  const [editing, setEditing] = useState<PolicyState | null>(null);
  return (
    <>
      <PageHeader title="Policy">
        {editing === null && policy.data ? (
          <Button look="primary" onClick={() => setEditing(policy.data)}>
            <SlidersHorizontal aria-hidden />
            Change
          </Button>
        ) : null}
      </PageHeader>
      <div className="mx-auto w-full max-w-7xl p-4 sm:p-6">
        <Loaded what="The policy" query={policy}>
          {(state) => (
            <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
              <div className="flex min-w-0 flex-col gap-4">
                {editing ? (
                  <PolicyForm state={editing} onDone={() => setEditing(null)} />
                ) : (
                  <>
                    <InForce state={state} />
                    <PolicyView content={state.content} />
                  </>
                )}
              </div>
              <PolicyHistory state={state} />
            </div>
          )}
        </Loaded>
      </div>
    </>
  );
}

function InForce({ state: { version, activation, differences, changedVariables } }: { state: PolicyState }) {
  return (
    <Card aria-label="In force" className="flex flex-col gap-3 p-4 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex items-center font-mono text-xs">
          {version}
          <CopyButton text={version} label="Copy version" iconOnly />
        </span>
        <span className="text-ink-muted">
          Put in force <RelativeTime at={activation.at} />, by{" "}
          <bdi className="wrap-anywhere">{visibleLine(activation.by)}</bdi>
        </span>
      </div>
      {changedVariables.length > 0 ? (
        <p className="text-xs text-pretty text-ink-muted">
          Since then the environment says something new, which counts:{" "}
          <span className="font-mono">{changedVariables.join(", ")}</span>
        </p>
      ) : null}
      {differences.length > 0 ? (
        <section aria-label="Console before environment" className="rounded-md bg-sunken p-3">
          <p className="mb-1.5 text-xs text-pretty text-ink-muted">
            The console has the last word here. The environment says otherwise:
          </p>
          <dl className="flex flex-col gap-1.5 text-xs">
            {differences.map(({ variable, environment, policy }) => (
              <div key={variable} className="flex flex-wrap gap-x-3">
                <dt className="font-mono">{variable}</dt>
                <dd className="flex flex-wrap gap-x-2 font-mono wrap-anywhere text-ink-muted">
                  <span>environment {environment || "none"}</span>
                  <span className="text-ink">in force {policy || "none"}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
    </Card>
  );
}
