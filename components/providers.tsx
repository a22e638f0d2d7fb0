"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "./api-client.ts";
import { noticeFailure, noticeSuccess } from "./live/session-state.ts";
import { ToastProvider } from "./ui/toast.tsx";

const queryRetriesMax = 2;

const newQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: noticeFailure, onSuccess: noticeSuccess }),
    mutationCache: new MutationCache({ onError: noticeFailure, onSuccess: noticeSuccess }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Asking again changes nothing about a refusal.
        retry: (failures, error) =>
          failures < queryRetriesMax && (!(error instanceof ProblemError) || error.problem.retryable),
      },
    },
  });

let inBrowser: QueryClient | undefined;

function queryClient(): QueryClient {
  // On the server each render has its own, so that one person's data never reaches another's page.
  if (typeof window === "undefined") return newQueryClient();
  inBrowser ??= newQueryClient();
  return inBrowser;
}

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient()}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
}
