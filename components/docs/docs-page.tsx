import type { ErrorCode } from "#lib/contracts/problem.ts";
import { ApiKeyProvider } from "./api-key.tsx";
import { Contents } from "./contents.tsx";
import { Authentication, Errors, Models } from "./guides.tsx";
import { readDocument } from "./openapi-document.ts";
import { OperationView } from "./operation-view.tsx";
import { Prose, Section } from "./prose.tsx";
import { Properties } from "./schema-view.tsx";

interface DocsPageProps {
  /** An OpenAPI 3.1 document. */
  document: unknown;
  statusOfCode: Record<ErrorCode, number>;
  /** Where the API is reached, without a slash at the end. */
  origin: string;
  signedIn: boolean;
}

export function DocsPage({ document, statusOfCode, origin, signedIn }: DocsPageProps) {
  const { title, version, description, operations, schemas } = readDocument(document);
  return (
    <ApiKeyProvider>
      <div className="mx-auto grid w-full max-w-6xl gap-10 px-4 py-8 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <Contents operations={operations} schemaNames={Object.keys(schemas)} />
        <div className="flex min-w-0 max-w-3xl flex-col gap-10">
          <header className="flex flex-col gap-2">
            <h1 className="text-2xl font-semibold">{title} API</h1>
            <p className="text-pretty text-ink-muted">
              <Prose text={description} />
            </p>
            <p className="text-sm text-ink-muted">
              Version {version} ·{" "}
              <a href="/api/openapi.json" className="text-accent-ink underline underline-offset-2">
                OpenAPI document
              </a>
            </p>
          </header>
          <Authentication signedIn={signedIn} />
          <Section id="operations" title="Operations">
            <div className="flex flex-col gap-10">
              {operations.map((operation) => (
                <OperationView
                  key={operation.operationId}
                  operation={operation}
                  schemas={schemas}
                  origin={origin}
                />
              ))}
            </div>
          </Section>
          <Errors statusOfCode={statusOfCode} />
          <Models />
          <Section id="schemas" title="Schemas">
            {Object.entries(schemas).map(([name, schema]) => (
              <article key={name} id={`schema-${name}`} className="flex scroll-mt-16 flex-col gap-2">
                <h3 className="font-mono text-sm font-semibold">{name}</h3>
                {schema.description ? (
                  <p className="text-sm text-ink-muted">
                    <Prose text={schema.description} />
                  </p>
                ) : null}
                <Properties schema={schema} />
              </article>
            ))}
          </Section>
        </div>
      </div>
    </ApiKeyProvider>
  );
}
