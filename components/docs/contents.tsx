import type { DocumentedOperation } from "./openapi-document.ts";

interface ContentsProps {
  operations: readonly DocumentedOperation[];
  schemaNames: readonly string[];
}

/** What stands on the page; beside it where there is room. */
export function Contents({ operations, schemaNames }: ContentsProps) {
  return (
    <nav
      aria-label="On this page"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="top-6 hidden max-h-[calc(100dvh-3rem)] flex-col gap-5 self-start overflow-y-auto text-sm lg:sticky lg:flex"
    >
      <Group
        title="Guide"
        links={[
          ["authentication", "Authentication"],
          ["errors", "Errors"],
          ["models", "Models"],
        ]}
      />
      <Group
        title="Operations"
        links={operations.map(({ operationId, summary }) => [operationId, summary])}
      />
      <Group title="Schemas" links={schemaNames.map((name) => [`schema-${name}`, name])} />
    </nav>
  );
}

function Group({ title, links }: { title: string; links: readonly (readonly [id: string, text: string])[] }) {
  return (
    <div className="flex flex-col gap-1">
      <h2 className="text-xs font-medium text-ink-faint">{title}</h2>
      <ul className="flex flex-col">
        {links.map(([id, text]) => (
          <li key={id}>
            <a href={`#${id}`} className="block rounded-xs py-1 text-pretty text-ink-muted hover:text-ink">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
