import { refName, type Schema } from "./openapi-document.ts";
import { Prose } from "./prose.tsx";

const plainTypeOf = ({ type }: Schema) => [type ?? []].flat().join(" or ");

/** A type in a few words, with a link where it has a name. */
function TypeName({ schema }: { schema: Schema }) {
  const name = refName(schema);
  if (name) {
    return (
      <a
        href={`#schema-${name}`}
        className="text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
      >
        {name}
      </a>
    );
  }
  if (schema.items) {
    return (
      <>
        list of <TypeName schema={schema.items} />
      </>
    );
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) {
    return choices.map((choice, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: choices of a schema that does not change.
      <span key={index}>
        {index > 0 ? " or " : null}
        <TypeName schema={choice} />
      </span>
    ));
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return plainTypeOf(schema) || "any";
}

function limitsOf(schema: Schema): string {
  const limit = (text: string, value: number | undefined) =>
    value === undefined ? null : `${text} ${value}`;
  const isSafeBound = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  return [
    schema.format,
    limit("at least", schema.minLength ?? schema.minItems ?? isSafeBound(schema.minimum)),
    limit("at most", schema.maxLength ?? schema.maxItems ?? isSafeBound(schema.maximum)),
    schema.default === undefined ? null : `default ${JSON.stringify(schema.default)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

interface PropertyProps {
  name: string;
  schema: Schema;
  required: boolean;
  description?: string | undefined;
}

/** One parameter or property: name, type, whether it must be there, what it means, what it may hold. */
export function Property({ name, schema, required, description }: PropertyProps) {
  const limits = limitsOf(schema);
  const meaning = description ?? schema.description;
  const values = schema.enum ?? schema.items?.enum;
  return (
    <div className="flex flex-col gap-0.5 border-t py-2 text-sm first:border-t-0">
      <dt className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-mono text-sm font-medium wrap-anywhere">{name}</code>
        <span className="text-xs text-ink-muted">
          <TypeName schema={schema} />
          {limits ? `, ${limits}` : null}
        </span>
        {required ? <span className="text-xs text-ink-faint">required</span> : null}
      </dt>
      <dd className="flex flex-col gap-1 text-ink-muted">
        {meaning ? (
          <span>
            <Prose text={meaning} />
          </span>
        ) : null}
        {values ? (
          <span className="flex flex-wrap gap-1">
            {values.map((value) => (
              <code key={String(value)} className="rounded-xs bg-sunken px-1 font-mono text-xs">
                {String(value)}
              </code>
            ))}
          </span>
        ) : null}
        {schema.properties ? <Properties schema={schema} /> : null}
        {schema.items?.properties ? <Properties schema={schema.items} /> : null}
      </dd>
    </div>
  );
}

/** The properties of an object, nested ones included. */
export function Properties({ schema }: { schema: Schema }) {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return null;
  return (
    <dl className="rounded-md border px-3">
      {properties.map(([name, property]) => (
        <Property
          key={name}
          name={name}
          schema={property}
          required={schema.required?.includes(name) ?? false}
        />
      ))}
    </dl>
  );
}
