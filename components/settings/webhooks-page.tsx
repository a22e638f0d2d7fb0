"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Webhook } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { pagesQuery } from "#components/pages-query.ts";
import { pathOf } from "#components/path-of.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { listDeliveriesOperation, retryDeliveryOperation } from "#lib/contracts/webhook-operations.ts";
import {
  type Delivery,
  type DeliveryState,
  deliveryStates,
  type WebhookSecretState,
} from "#lib/contracts/webhooks.ts";
import { PagedList } from "./paged-list.tsx";
import { TestMessage } from "./test-message.tsx";
import { WebhookSecretCard } from "./webhook-secret-card.tsx";

const stateNames: Record<DeliveryState, string> = {
  waiting: "Waiting",
  failing: "Trying again",
  given_up: "Given up",
  delivered: "Delivered",
};
const stateTones = { waiting: "neutral", failing: "warn", given_up: "danger", delivered: "good" } as const;

/** How often the list of messages is read again while it is open. */
const rereadMs = 10_000;

/** What goes out to callback addresses: the secret that signs it, a test, and what became of each message. */
export function WebhooksPage({ secret }: { secret: WebhookSecretState }) {
  return (
    <>
      <PageHeader title="Webhooks" />
      <div className="mx-auto grid w-full max-w-6xl items-start gap-4 p-4 sm:p-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Deliveries />
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-first">
          <WebhookSecretCard initial={secret} />
          <TestMessage />
        </div>
      </div>
    </>
  );
}

function Deliveries() {
  const [state, setState] = useState<DeliveryState | null>(null);
  const deliveries = useInfiniteQuery({
    ...pagesQuery(listDeliveriesOperation, state ? { state } : {}),
    refetchInterval: rereadMs,
  });
  return (
    <Card aria-labelledby="deliveries" className="min-w-0 overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5">
        <h2 id="deliveries" className="text-sm font-semibold">
          Messages
        </h2>
        <div className="w-40">
          <Select
            label="State of messages"
            value={state}
            onValueChange={setState}
            options={deliveryStates}
            labelOf={(each) => stateNames[each]}
            emptyLabel="Any state"
          />
        </div>
      </div>
      <PagedList
        things="messages"
        query={deliveries}
        empty={
          <EmptyState icon={<Webhook />} title={state ? "No message in this state" : "Nothing was sent yet"}>
            {state
              ? "Choose another state to see the others."
              : "A ticket with a callbackUrl is told here of results that come later."}
          </EmptyState>
        }
      >
        {(items) => (
          <ul>
            {items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} />
            ))}
          </ul>
        )}
      </PagedList>
    </Card>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { id, ticketId, type, url, state, tries, lastError, createdAt } = delivery;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 text-sm last:border-b-0">
      <span className="w-28">
        <Badge tone={stateTones[state]}>{stateNames[state]}</Badge>
      </span>
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <bdi className="truncate font-mono text-xs" title={url}>
          {url}
        </bdi>
        <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-ink-muted">
          <span>{type}</span>
          <Link href={`/tickets/${ticketId}`} className="underline underline-offset-2 hover:text-ink">
            Ticket
          </Link>
          {tries > 0 ? (
            <span>
              {tries} {tries === 1 ? "try" : "tries"}
              {state !== "delivered" && lastError ? `, ${lastError}` : ""}
            </span>
          ) : null}
        </span>
      </div>
      <RelativeTime at={createdAt} className="text-xs text-ink-muted" />
      {state === "delivered" ? null : <Again id={id} />}
    </li>
  );
}

function Again({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const asking = useMutation({
    mutationFn: () =>
      callApi(pathOf(retryDeliveryOperation.path, { id }), retryDeliveryOperation.answer, { body: {} }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [listDeliveriesOperation.id] }),
    onError: (error) => toast("The message was not sent again", toProblemError(error).problem.detail),
  });
  return (
    <Button size="sm" disabled={asking.isPending} onClick={() => asking.mutate()}>
      <RotateCcw aria-hidden />
      Try again
    </Button>
  );
}
