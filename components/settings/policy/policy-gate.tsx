"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { StartRun } from "#components/evals/start-run-dialog.tsx";
import { auditAddress } from "#components/settings/audit-filters.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { PolicyPatch, PolicyPreview, PolicyPreviewRequest } from "#lib/contracts/policy.ts";
import { previewPolicyOperation } from "#lib/contracts/policy-operations.ts";

/** How often it is asked again while an eval run works, in milliseconds. */
const pollMs = 2_000;

/** What a change of the policy, or a way back, needs; asked again while an eval run of it works. */
export const usePolicyPreview = (body: PolicyPreviewRequest, enabled = true) =>
  useQuery({
    queryKey: [previewPolicyOperation.id, body],
    queryFn: ({ signal }) =>
      callApi(previewPolicyOperation.path, previewPolicyOperation.answer, { body, signal }),
    enabled,
    refetchInterval: ({ state }) => (state.data?.latestRun?.isWorking ? pollMs : false),
  });

interface PolicyGateProps {
  patch: PolicyPatch;
  preview: ReturnType<typeof usePolicyPreview>;
}

/** Says which eval gates stand before a change, and starts a run that judges it. */
export function PolicyGate({ patch, preview }: PolicyGateProps) {
  if (preview.error) {
    return (
      <ErrorState title="What the change needs could not be read" retry={() => void preview.refetch()}>
        {toProblemError(preview.error).problem.detail}
      </ErrorState>
    );
  }
  const found = preview.data;
  if (!found) {
    return (
      <p role="status" className="text-sm text-ink-muted">
        Looking for an eval run that speaks for it…
      </p>
    );
  }
  if (found.gate === "not_needed") return null;
  if (found.gate === "green") {
    return (
      <p role="status" className="flex gap-2 rounded-md bg-good-soft p-3 text-sm text-good">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          Gates passed in <RunLink id={found.greenRunId ?? ""}>an eval run of just this policy</RunLink>
        </span>
      </p>
    );
  }
  return (
    <div className="flex flex-col items-start gap-3 rounded-md bg-warn-soft p-3 text-sm text-warn">
      <div role="status" className="flex gap-2">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <div className="flex min-w-0 flex-col gap-1">
          <p className="text-pretty">
            It changes what cards say, and no eval run with green gates speaks for it.
          </p>
          <Missing preview={found} />
        </div>
      </div>
      {found.latestRun?.isWorking ? null : (
        <StartRun policyPatch={patch} label="Run evals on this" onStarted={() => void preview.refetch()} />
      )}
    </div>
  );
}

function Missing({ preview: { missing, latestRun } }: { preview: PolicyPreview }) {
  if (latestRun?.isWorking) {
    return (
      <p>
        <RunLink id={latestRun.id}>The run over {latestRun.set}</RunLink> has judged {latestRun.done} of{" "}
        {latestRun.total} cases.
      </p>
    );
  }
  return (
    <>
      <ul className="flex list-disc flex-col pl-4 text-xs">
        {missing.map((each) => (
          <li key={each} className="wrap-anywhere">
            {each}
          </li>
        ))}
      </ul>
      {latestRun ? (
        <p className="text-xs">
          <RunLink id={latestRun.id}>The run over {latestRun.set}</RunLink>
        </p>
      ) : null}
    </>
  );
}

/** In another window, so that what was typed stays. */
function RunLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link href={`/evals/${id}`} target="_blank" className="underline underline-offset-2">
      {children}
    </Link>
  );
}

/** The way around a gate, which the audit trail keeps. */
export function OverrideBox({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="flex items-start gap-2 text-sm">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="flex flex-col">
        <span className="font-medium">{label}</span>
        <span className="text-xs text-pretty text-ink-muted">
          Your name and the reason are kept in the{" "}
          <Link
            href={auditAddress({ action: "policy.gates_overridden" })}
            target="_blank"
            className="underline underline-offset-2"
          >
            audit trail
          </Link>
          .
        </span>
      </span>
    </label>
  );
}
