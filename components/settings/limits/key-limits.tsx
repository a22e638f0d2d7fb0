"use client";

import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { useState } from "react";
import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ApiKey } from "#lib/contracts/api-keys.ts";
import { changeKeyLimitsOperation } from "#lib/contracts/limit-operations.ts";
import { type CallerLimits, noLimits } from "#lib/contracts/limits.ts";
import { LimitsForm } from "./limits-form.tsx";
import { limitsQuery } from "./limits-query.ts";
import { effectiveLimits, limitsText } from "./limits-words.ts";

/** What a key with limits of its own may use a minute; the default is told once, not for each key. */
export function KeyLimitsLine({ apiKey: { id } }: { apiKey: Pick<ApiKey, "id"> }) {
  const { data } = useQuery(limitsQuery());
  const own = data?.keys.find(({ apiKeyId }) => apiKeyId === id);
  return own === undefined ? null : (
    <span className="inline-flex items-center gap-1 text-xs text-ink-muted tabular-nums">
      <Gauge aria-hidden className="size-3.5 shrink-0" />
      {limitsText(effectiveLimits(own, data?.default ?? noLimits))}
    </span>
  );
}

/** Changes what a key may use a minute. */
export function ChangeKeyLimits({ apiKey: { id, name } }: { apiKey: Pick<ApiKey, "id" | "name"> }) {
  const { data } = useQuery(limitsQuery());
  const [changing, setChanging] = useState(false);
  const save = (body: CallerLimits) =>
    callApi(pathOf(changeKeyLimitsOperation.path, { id }), changeKeyLimitsOperation.answer, { body });
  return (
    <>
      <Button
        size="sm"
        aria-label={`Limits of ${name}`}
        disabled={data === undefined}
        onClick={() => setChanging(true)}
      >
        Limits
      </Button>
      <Dialog title={`Limits of ${name}`} open={changing} onOpenChange={setChanging}>
        {data ? (
          <LimitsForm
            name={name}
            before={data.keys.find(({ apiKeyId }) => apiKeyId === id) ?? noLimits}
            defaults={data.default}
            save={save}
            onDone={() => setChanging(false)}
          />
        ) : null}
      </Dialog>
    </>
  );
}
