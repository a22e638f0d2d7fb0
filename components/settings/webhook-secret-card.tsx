"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import {
  getWebhookSecretStateOperation,
  rotateWebhookSecretOperation,
  showWebhookSecretOperation,
} from "#lib/contracts/webhook-operations.ts";
import type { WebhookSecretState } from "#lib/contracts/webhooks.ts";

/** The signing secret: shown when asked for, and changed for a new one. */
export function WebhookSecretCard({ initial }: { initial: WebhookSecretState }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const queryKey = [getWebhookSecretStateOperation.id];
  const [shown, setShown] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { path, answer } = getWebhookSecretStateOperation;
  const state = useQuery({ queryKey, queryFn: () => callApi(path, answer), initialData: initial }).data;
  const showing = useMutation({
    mutationFn: () =>
      callApi(showWebhookSecretOperation.path, showWebhookSecretOperation.answer, { body: {} }),
    onSuccess: ({ secret }) => setShown(secret),
    onError: (error) => toast("The secret cannot be shown", toProblemError(error).problem.detail),
  });
  const rotating = useMutation({
    mutationFn: () =>
      callApi(rotateWebhookSecretOperation.path, rotateWebhookSecretOperation.answer, { body: {} }),
    onSuccess: async ({ secret }) => {
      setShown(secret);
      setAsking(false);
      await queryClient.invalidateQueries({ queryKey });
    },
  });
  return (
    <Card aria-labelledby="signing-secret" className="flex flex-col gap-3 p-4">
      <div className="flex flex-col gap-1">
        <h2 id="signing-secret" className="text-sm font-semibold">
          Signing secret
        </h2>
        <p className="text-xs text-pretty text-ink-muted">
          Receivers verify <code className="font-mono">webhook-signature</code> with it and a Standard
          Webhooks library. Made <RelativeTime at={state.createdAt} />.
        </p>
      </div>
      <div className="flex h-9 items-center gap-1 rounded-md border border-line bg-sunken pr-1 pl-3">
        <code className="min-w-0 flex-1 truncate font-mono text-xs">{shown ?? "whsec_••••••••••••••••"}</code>
        {shown ? <CopyButton text={shown} label="Copy secret" iconOnly /> : null}
      </div>
      {state.previousUntil ? (
        <p className="text-xs text-warn">
          The secret before signs too until <ExactTime at={state.previousUntil} />.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          disabled={showing.isPending}
          onClick={() => (shown ? setShown(null) : showing.mutate())}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          {shown ? "Hide" : "Show"}
        </Button>
        <Button size="sm" onClick={() => setAsking(true)}>
          <RefreshCw aria-hidden />
          Rotate
        </Button>
      </div>
      <ConfirmDialog
        title="Make a new signing secret?"
        confirm="Rotate secret"
        open={asking}
        onOpenChange={setAsking}
        busy={rotating.isPending}
        error={rotating.error && toProblemError(rotating.error).problem.detail}
        onConfirm={() => rotating.mutate()}
      >
        Messages carry a signature by the new and one by the present secret for a day. Give receivers the new
        one within it.
        {state.previousUntil ? " The secret before the present one stops at once." : null}
      </ConfirmDialog>
    </Card>
  );
}
