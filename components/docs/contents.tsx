import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import type { OperationGroup } from "#lib/contracts/operations.ts";
import type { DocumentedOperation } from "./openapi-document.ts";

interface ContentsProps {
  groups: readonly OperationGroup[];
  /** The group of this page. */
  group: OperationGroup;
  operations: readonly DocumentedOperation[];
  schemaNames: readonly string[];
  hasGuides: boolean;
}

const linkClass = "block rounded-xs py-1 text-pretty text-ink-muted hover:text-ink";

/** The pages of the documentation, and what stands on this one; beside it where there is room, above it on a phone. */
export function Contents({ groups, group, operations, schemaNames, hasGuides }: ContentsProps) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Contents"
      className="top-6 flex max-h-[calc(100dvh-3rem)] flex-col gap-5 self-start overflow-y-auto text-sm lg:sticky"
    >
      <nav aria-label="API">
        <Title>API</Title>
        <ul className="flex flex-wrap gap-x-4 lg:flex-col">
          {groups.map((other, index) => (
            <li key={other.id}>
              <Link
                href={index === 0 ? "/docs" : `/docs/${other.id}`}
                aria-current={other === group ? "page" : undefined}
                className={classNames(linkClass, "aria-[current]:font-medium aria-[current]:text-ink")}
              >
                {other.name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label="On this page" className="hidden flex-col gap-5 lg:flex">
        {hasGuides ? (
          <Anchors
            title="Guide"
            links={[
              ["authentication", "Authentication"],
              ["errors", "Errors"],
              ["models", "Models"],
            ]}
          />
        ) : null}
        <Anchors
          title="Operations"
          links={operations.map(({ operationId, summary }) => [operationId, summary])}
        />
        <Anchors title="Schemas" links={schemaNames.map((name) => [`schema-${name}`, name])} />
      </nav>
    </section>
  );
}

function Title({ children }: { children: string }) {
  return <h2 className="mb-1 text-xs font-medium text-ink-faint">{children}</h2>;
}

function Anchors({
  title,
  links,
}: {
  title: string;
  links: readonly (readonly [id: string, text: string])[];
}) {
  return (
    <div>
      <Title>{title}</Title>
      <ul className="flex flex-col">
        {links.map(([id, text]) => (
          <li key={id}>
            <a href={`#${id}`} className={classNames(linkClass, "wrap-anywhere")}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
