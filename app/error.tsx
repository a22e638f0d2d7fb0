"use client";

import { ErrorPage } from "#components/error-page.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

export default function RootError(props: Props) {
  return <ErrorPage {...props} />;
}
