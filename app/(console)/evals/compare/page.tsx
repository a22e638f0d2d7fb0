import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ComparePage } from "#components/evals/compare-page.tsx";
import { pageContext } from "#lib/server/page-context.ts";
import { requestedPath } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Compare eval runs" };

interface Props {
  searchParams: Promise<{ a?: string | string[]; b?: string | string[] }>;
}

export default async function CompareRoute({ searchParams }: Props) {
  await pageContext("triage:read", await requestedPath());
  const { a, b } = await searchParams;
  if (typeof a !== "string" || typeof b !== "string") redirect("/evals");
  return <ComparePage a={a} b={b} />;
}
