"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ThresholdChange, ThresholdOutlook } from "#lib/contracts/calibration.ts";
import { changeThresholdOperation, getThresholdOperation } from "#lib/contracts/calibration-operations.ts";

interface SaveThresholdProps {
  outlook: ThresholdOutlook;
  /** null: what stands in the field is no threshold. */
  reviewBelow: number | null;
}

const percent = (share: number) => String(Math.round(share * 1000) / 10);

/** Puts a threshold and the share of spot checks in force, with a reason for whoever reads the audit trail. */
export function SaveThreshold({ outlook, reviewBelow }: SaveThresholdProps) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [spotChecks, setSpotChecks] = useState(percent(outlook.spotCheckShare));
  const [reason, setReason] = useState("");
  const saving = useMutation({
    mutationFn: (body: ThresholdChange) =>
      callApi(changeThresholdOperation.path, changeThresholdOperation.answer, { body }),
    onSuccess: async (saved) => {
      queryClient.setQueryData([getThresholdOperation.id], saved);
      setReason("");
      toast("Threshold saved", "New cards follow it within seconds, on every replica.");
    },
  });
  const error = saving.error ? toProblemError(saving.error) : null;
  const share = spotChecks.trim() === "" ? Number.NaN : Number(spotChecks) / 100;
  const isShare = share >= 0 && share <= 0.5;
  const isChanged = reviewBelow !== outlook.reviewBelow || share !== outlook.spotCheckShare;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reviewBelow === null || !isShare || reason.trim() === "") return;
    saving.mutate({ reviewBelow, spotCheckShare: share, reason, basedOn: outlook.policyVersion });
  };
  return (
    <Card aria-labelledby="save-threshold">
      <form onSubmit={submit} className="flex flex-col gap-3 p-4">
        <h2 id="save-threshold" className="text-sm font-semibold">
          Put in force
        </h2>
        <Field
          label="Spot checks, % of confident cards"
          error={isShare ? undefined : "must be a number from 0 to 50"}
          hint="Drawn at random for review, so that it is known how right the cards above the threshold are. 2 is a good beginning."
        >
          <Input
            inputMode="decimal"
            value={spotChecks}
            onChange={(event) => setSpotChecks(event.target.value)}
          />
        </Field>
        <Field label="Reason" error={error?.messageFor("reason") ?? error?.problem.detail}>
          <Input
            value={reason}
            maxLength={500}
            placeholder="For whoever reads the audit trail"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Button
          type="submit"
          look="primary"
          className="self-start"
          disabled={
            reviewBelow === null || !isShare || reason.trim() === "" || !isChanged || saving.isPending
          }
        >
          {saving.isPending ? "Saving…" : "Save"}
        </Button>
      </form>
    </Card>
  );
}
