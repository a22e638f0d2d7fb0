import type { ErrorCode } from "#lib/contracts/problem.ts";
import { errorCodes } from "#lib/contracts/problem.ts";
import { ApiKeyField } from "./api-key.tsx";
import { errorMeanings } from "./error-meanings.ts";
import { CodeBlock, Prose, Section } from "./prose.tsx";

export function Authentication({ signedIn }: { signedIn: boolean }) {
  return (
    <Section id="authentication" title="Authentication">
      <p className="text-pretty text-ink-muted">
        <Prose text="A service sends an API key as a bearer token. The key is shown once, when it is made, and can be revoked at any time with `npm run keys -- revoke ID`." />
      </p>
      <CodeBlock
        label="New key"
        code={'export TRIAGE_KEY="$(npm run --silent keys -- create --name my-service)"'}
      />
      <ApiKeyField signedIn={signedIn} />
    </Section>
  );
}

const providers = [
  ["openai", "OPENAI_API_KEY", "openai:gpt-5-mini"],
  ["anthropic", "ANTHROPIC_API_KEY", "anthropic:claude-haiku-4-5"],
  ["google", "GOOGLE_GENERATIVE_AI_API_KEY", "google:gemini-2.5-flash"],
  ["compatible", "COMPATIBLE_BASE_URL, COMPATIBLE_API_KEY", "compatible:llama3"],
] as const;

export function Models() {
  return (
    <Section id="models" title="Models">
      <p className="text-pretty text-ink-muted">
        <Prose text="Without a model the rules engine reads every text, and cards say `rules`. With `TRIAGE_CHEAP_MODELS`, an ordered list of `provider:model`, the first model reads and the others stand in for it; the rules engine remains the last resort." />
      </p>
      <CodeBlock
        label="Start with a model"
        code={"OPENAI_API_KEY=… TRIAGE_CHEAP_MODELS=openai:gpt-5-mini npm start"}
      />
      <dl className="rounded-md border px-3 text-sm">
        {providers.map(([provider, variables, example]) => (
          <div key={provider} className="flex flex-col gap-0.5 border-t py-2 first:border-t-0">
            <dt className="font-mono font-medium">{provider}</dt>
            <dd className="flex flex-col gap-0.5 font-mono text-xs wrap-anywhere text-ink-muted">
              <span>{variables}</span>
              <span>{example}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-pretty text-ink-muted">
        <Prose text="`compatible` is anything that speaks OpenAI's chat completions, such as Ollama, vLLM or LiteLLM." />
      </p>
    </Section>
  );
}

export function Errors({ statusOfCode }: { statusOfCode: Record<ErrorCode, number> }) {
  return (
    <Section id="errors" title="Errors">
      <p className="text-pretty text-ink-muted">
        <Prose text="Every error is a problem document (RFC 9457, `application/problem+json`). `code` is stable, `retryable` says whether the same request may succeed later. A model that fails is not an error: the card degrades and `origin` says why." />
      </p>
      <dl className="rounded-md border px-3 text-sm">
        {errorCodes.map((code) => (
          <div
            key={code}
            id={code}
            className="grid scroll-mt-16 gap-x-4 gap-y-0.5 border-t py-2 first:border-t-0 target:bg-accent-soft sm:grid-cols-[14rem_1fr]"
          >
            <dt className="flex items-baseline gap-2 font-mono">
              <span className="text-ink-faint tabular-nums">{statusOfCode[code]}</span>
              {code}
            </dt>
            <dd className="text-ink-muted">
              <Prose text={errorMeanings[code]} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
