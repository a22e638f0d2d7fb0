import type { Category, Severity } from "#lib/contracts/vocabulary.ts";

export const categoryColors: Record<Category, string> = {
  infra: "var(--color-infra)",
  app: "var(--color-app)",
  data: "var(--color-data)",
  security: "var(--color-security)",
  unknown: "var(--color-unknown)",
};

export const severityColors: Record<Severity, string> = {
  P0: "var(--color-p0)",
  P1: "var(--color-p1)",
  P2: "var(--color-p2)",
  P3: "var(--color-p3)",
};
