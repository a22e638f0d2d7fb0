"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { Field, Input } from "#components/ui/field.tsx";

interface ApiKey {
  key: string;
  setKey: (key: string) => void;
}

const ApiKeyContext = createContext<ApiKey>({ key: "", setKey: () => {} });

/** The key for trying calls; stays in memory while one goes from page to page of the documentation. */
export function ApiKeyProvider({ children }: { children: ReactNode }) {
  const [key, setKey] = useState("");
  return <ApiKeyContext value={{ key, setKey }}>{children}</ApiKeyContext>;
}

export function useApiKey(): string {
  return use(ApiKeyContext).key;
}

export function ApiKeyField({ signedIn }: { signedIn: boolean }) {
  const { key, setKey } = use(ApiKeyContext);
  return (
    <Field
      label="API key for trying calls"
      hint={
        signedIn
          ? "Without a key your own session is used. The key is not stored."
          : "You are not signed in, so calls need a key. It is not stored."
      }
      className="max-w-md"
    >
      <Input
        type="password"
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.target.value.trim())}
        className="font-mono"
      />
    </Field>
  );
}
