"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, LoaderCircle, PlugZap } from "lucide-react";
import type { ReactNode } from "react";
import { durationText, usdText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import {
  breakerNames,
  breakerTones,
  outcomeNames,
  plainName,
  priceExample,
  priceText,
  providerOf,
} from "#components/model-words.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { type ModelState, type TestedModel, testModelOperation } from "#lib/contracts/models.ts";
import { modelsKey } from "./models-query.ts";

interface ModelRowProps {
  model: ModelState;
  /** From 1; preferred first. */
  place: number;
  /** What counts for a model without a limit of its own, in milliseconds. */
  timeoutMs: number;
}

/** One model: what it is, how it fares, what it costs, and whether it answers now. */
export function ModelRow({ model: state, place, timeoutMs }: ModelRowProps) {
  const { model, enabled, missingVariable, breaker, lastError, pricePerMillionUsd } = state;
  return (
    <li className="flex flex-col gap-3 border-b px-4 py-4 text-sm last:border-b-0">
      <div className="flex items-start gap-3">
        <span
          className="mt-px flex size-5.5 shrink-0 items-center justify-center rounded-full bg-sunken text-xs font-semibold text-ink-muted tabular-nums ring-1 ring-line ring-inset"
          title="Place in the order"
        >
          {place}
        </span>
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            <span className={`wrap-anywhere ${enabled ? "" : "text-ink-muted"}`}>{plainName(model)}</span>
            {enabled ? null : <Badge>Disabled</Badge>}
            {missingVariable ? <Badge tone="danger">Not set up</Badge> : null}
            {enabled && !missingVariable ? (
              <Badge tone={breakerTones[breaker]}>{breakerNames[breaker]}</Badge>
            ) : null}
          </h3>
          <p className="text-xs wrap-anywhere text-ink-muted">
            {providerOf(model)} · <span className="font-mono">{model}</span>
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs sm:pl-8.5">
        <Row name="Price">
          {pricePerMillionUsd ? priceText(pricePerMillionUsd) : <UnknownPrice model={model} />}
        </Row>
        <Row name="Time limit">
          {state.timeoutMs === null
            ? `${durationText(timeoutMs)}, as for all models`
            : durationText(state.timeoutMs)}
        </Row>
        {missingVariable ? (
          <Row name="To do">
            Set <code className="font-mono">{missingVariable}</code> and start the gateway again.
          </Row>
        ) : null}
        {breaker === "open" && enabled ? (
          <Row name="To do">
            Its calls failed one after the other, so others are asked. It is tried again by itself; test the
            connection to see what is wrong.
          </Row>
        ) : null}
        {lastError ? (
          <Row name="Last failure">
            <bdi className="wrap-anywhere">{visibleLine(lastError.detail)}</bdi>,{" "}
            <RelativeTime at={lastError.at} />
          </Row>
        ) : null}
      </dl>
      <div className="sm:pl-8.5">
        <TestConnection model={model} />
      </div>
    </li>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 text-pretty">{children}</dd>
    </>
  );
}

function UnknownPrice({ model }: { model: string }) {
  return (
    <details>
      <summary className="w-fit cursor-default">
        <span className="font-medium text-warn">Unknown</span>{" "}
        <span className="text-ink-muted underline underline-offset-2">What to do</span>
      </summary>
      <p className="mt-1 text-ink-muted">
        What it costs is counted as unknown, and it is not asked where a budget applies. Write its prices in
        US dollars per million tokens into a file, name the file in{" "}
        <code className="font-mono">TRIAGE_PRICES_FILE</code> and start the gateway again. A model of your own
        that costs nothing has the price 0.
      </p>
      <pre className="mt-1 rounded-md bg-sunken p-2 font-mono wrap-anywhere whitespace-pre-wrap">
        {priceExample(model)}
      </pre>
    </details>
  );
}

function TestConnection({ model }: { model: string }) {
  const queryClient = useQueryClient();
  const testing = useMutation({
    mutationFn: () => callApi(testModelOperation.path, testModelOperation.answer, { body: { model } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: modelsKey }),
  });
  const failed = testing.error ? toProblemError(testing.error) : null;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        size="sm"
        aria-label={`Test connection to ${model}`}
        disabled={testing.isPending}
        onClick={() => testing.mutate()}
      >
        {testing.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : <PlugZap aria-hidden />}
        {testing.isPending ? "Asking…" : "Test connection"}
      </Button>
      <div role="status" className="w-full">
        {testing.isPending ? (
          <p className="text-xs text-ink-muted">One short ticket is sent. This takes up to 30 seconds.</p>
        ) : null}
        {failed ? (
          <p className="text-xs text-danger">The test could not be made: {failed.problem.detail}</p>
        ) : null}
        {testing.data && !testing.isPending ? <Result tested={testing.data} /> : null}
      </div>
    </div>
  );
}

function Result({ tested: { outcome, explanation, ms, costUsd } }: { tested: TestedModel }) {
  const isGood = outcome === "succeeded";
  const Icon = isGood ? CircleCheck : CircleX;
  return (
    <div
      className={`flex gap-2 rounded-md p-3 text-sm ${isGood ? "bg-good-soft text-good" : "bg-danger-soft text-danger"}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium">{isGood ? "It works" : outcomeNames[outcome]}</p>
        <p className="text-pretty wrap-anywhere text-ink">{visibleLine(explanation)}</p>
        <p className="text-xs text-ink-muted tabular-nums">
          {durationText(ms)}, {costUsd === null ? "cost unknown" : usdText(costUsd)}
        </p>
      </div>
    </div>
  );
}
