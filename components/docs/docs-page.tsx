import type { OperationGroup } from "#lib/contracts/operations.ts";
import type { ErrorCode } from "#lib/contracts/problem.ts";
import { Contents } from "./contents.tsx";
import { Authentication, Errors, Models } from "./guides.tsx";
import { readDocument, schemasOf } from "./openapi-document.ts";
import { OperationView } from "./operation-view.tsx";
import { Prose, Section } from "./prose.tsx";
import { Properties } from "./schema-view.tsx";

interface DocsPageProps {
  /** An OpenAPI 3.1 document. */
  document: unknown;
  groups: readonly OperationGroup[];
  /** The group whose operations stand on this page. The first one's page also holds the guides. */
  group: OperationGroup;
  statusOfCode: Record<ErrorCode, number>;
  /** Where the API is reached, without a slash at the end. */
  origin: string;
  signedIn: boolean;
}

/** One group of operations with the schemas they use; one page for all would be too long to load and to read. */
export function DocsPage({ document, groups, group, statusOfCode, origin, signedIn }: DocsPageProps) {
  const { title, version, description, ...whole } = readDocument(document);
  const operations = whole.operations.filter(({ tags }) => tags.includes(group.name));
  const schemas = schemasOf(operations, whole.schemas);
  const isFirst = group === groups[0];
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-10 px-4 py-8 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <Contents
        groups={groups}
        group={group}
        operations={operations}
        schemaNames={Object.keys(schemas)}
        hasGuides={isFirst}
      />
      <div className="flex min-w-0 max-w-3xl flex-col gap-10">
        <header className="flex flex-col gap-2">
          <h1 className="text-2xl font-semibold">{isFirst ? `${title} API` : `${group.name} API`}</h1>
          {isFirst ? (
            <p className="text-pretty text-ink-muted">
              <Prose text={description} />
            </p>
          ) : null}
          <p className="text-sm text-ink-muted">
            Version {version} ·{" "}
            <a href="/api/openapi.json" className="text-accent-ink underline underline-offset-2">
              OpenAPI document
            </a>
          </p>
        </header>
        <Authentication signedIn={signedIn} />
        <Section id="operations" title={group.name}>
          <div className="flex flex-col gap-10">
            {operations.map((operation) => (
              <OperationView
                key={operation.operationId}
                operation={operation}
                schemas={whole.schemas}
                origin={origin}
              />
            ))}
          </div>
        </Section>
        {isFirst ? (
          <>
            <Errors statusOfCode={statusOfCode} />
            <Models />
          </>
        ) : null}
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
  );
}
