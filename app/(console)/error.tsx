"use client";

import { ErrorPage } from "#components/error-page.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

export default function ConsoleError(props: Props) {
  return <ErrorPage {...props} framed />;
}
