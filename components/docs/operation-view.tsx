import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { curlCommand } from "./curl.ts";
import { exampleOf } from "./example-of.ts";
import {
  type ApiDocument,
  bodySchemaOf,
  type DocumentedOperation,
  refName,
  type Schema,
  scopeOf,
} from "./openapi-document.ts";
import { CodeBlock, Prose } from "./prose.tsx";
import { requestExamples } from "./request-examples.ts";
import { Properties, Property } from "./schema-view.tsx";
import { TryIt } from "./try-it.tsx";

interface OperationViewProps {
  operation: DocumentedOperation;
  schemas: ApiDocument["schemas"];
  origin: string;
}

function MethodBadge({ method }: { method: string }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 items-center rounded-xs px-1.5 font-mono text-2xs font-semibold",
        method === "GET" ? "bg-good-soft text-good" : "bg-accent-soft text-accent-ink",
      )}
    >
      {method}
    </span>
  );
}

export function OperationView({ operation, schemas, origin }: OperationViewProps) {
  const { method, path, operationId, parameters } = operation;
  const scope = scopeOf(operation);
  const bodySchema = bodySchemaOf(operation);
  const body =
    bodySchema && (requestExamples[operationId] ?? exampleOf(bodySchema, schemas, { whole: false }));
  const answerSchema = operation.responses["200"]?.content?.["application/json"]?.schema;
  return (
    <article
      id={operationId}
      aria-labelledby={`${operationId}-title`}
      className="flex scroll-mt-16 flex-col gap-4 border-t pt-8 first-of-type:border-t-0 first-of-type:pt-0"
    >
      <header className="flex flex-col gap-1.5">
        <h3 id={`${operationId}-title`} className="text-lg font-semibold">
          {operation.summary}
        </h3>
        <p className="flex flex-wrap items-center gap-2">
          <MethodBadge method={method} />
          <code className="font-mono text-sm wrap-anywhere">{path}</code>
          <Badge>{scope ? `scope ${scope}` : "open to everybody"}</Badge>
        </p>
        {operation.description ? (
          <p className="text-pretty text-ink-muted">
            <Prose text={operation.description} />
          </p>
        ) : null}
      </header>
      {parameters.length > 0 ? (
        <Part title="Parameters">
          <dl className="rounded-md border px-3">
            {parameters.map(({ name, schema, required, description }) => (
              <Property
                key={name}
                name={name}
                schema={schema}
                required={required}
                description={description ?? undefined}
              />
            ))}
          </dl>
        </Part>
      ) : null}
      {bodySchema ? (
        <Part title="Body">
          <Properties schema={resolved(bodySchema, schemas)} />
        </Part>
      ) : null}
      <CodeBlock
        label="curl"
        about={operation.summary}
        code={curlCommand({ origin, method, path, needsKey: scope !== null, body })}
      />
      {answerSchema ? (
        <CodeBlock
          label="Example answer"
          about={operation.summary}
          code={JSON.stringify(exampleOf(answerSchema, schemas, { whole: true }), null, 2)}
        />
      ) : null}
      <Part title="Answers">
        <Answers operation={operation} />
      </Part>
      <TryIt
        method={method}
        path={path}
        parameters={parameters}
        exampleBody={body === null ? null : JSON.stringify(body, null, 2)}
      />
    </article>
  );
}

const resolved = (schema: Schema, schemas: ApiDocument["schemas"]): Schema =>
  schemas[refName(schema) ?? ""] ?? schema;

function Answers({ operation }: { operation: DocumentedOperation }) {
  return (
    <dl className="rounded-md border px-3 text-sm">
      {Object.entries(operation.responses).map(([status, { description, content }]) => {
        const schema = Object.values(content ?? {})[0]?.schema;
        const name = schema && refName(schema);
        return (
          <div key={status} className="grid grid-cols-[3rem_1fr] gap-3 border-t py-2 first:border-t-0">
            <dt className="font-mono tabular-nums">{status}</dt>
            <dd className="text-ink-muted">
              <Prose text={description} />
              {name ? (
                <>
                  {" · "}
                  <a
                    href={`#schema-${name}`}
                    className="text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
                  >
                    {name}
                  </a>
                </>
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <h4 className="text-sm font-semibold">{title}</h4>
      {children}
    </div>
  );
}
