"use client";

import { useState } from "react";
import { reasonText } from "#components/triage-card/reason-text.ts";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { categoryNames } from "#components/triage-card/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card as Surface } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { controlClass, Field, Input } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CardCorrection } from "#lib/contracts/reviews.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";
import { differing } from "./proposal.ts";

interface DecisionFormProps {
  card: Card;
  /** Why a human is asked. */
  asked: readonly string[];
  correction: CardCorrection;
  onChange: (correction: CardCorrection) => void;
  reason: string;
  onReason: (reason: string) => void;
  /** The words of the card are open for editing. */
  editing: boolean;
  onEdit: () => void;
  busy: boolean;
  onSubmit: () => void;
  onSkip: () => void;
  onSnooze: () => void;
}

/** Approve as it is, or change what is wrong and submit; every choice has its key. */
export function DecisionForm(props: DecisionFormProps) {
  const { card, correction, onChange, reason, onReason, editing, onEdit, busy, onSubmit, onSkip, onSnooze } =
    props;
  const severity = correction.severity ?? card.severity;
  const category = correction.category ?? card.category;
  const changes = Object.keys(differing(card, correction)).length > 0;
  return (
    <Surface aria-label="Decision" className="flex flex-col gap-4 p-4 sm:p-5">
      {props.asked.length > 0 ? (
        <p className="text-sm text-ink-muted first-letter:uppercase">
          {props.asked.map(reasonText).join("; ")}
        </p>
      ) : null}
      <Choices name="Severity" hint="1–4">
        {severities.map((option) => (
          <Choice
            key={option}
            chosen={option === severity}
            proposed={option === card.severity}
            onChoose={() => onChange({ ...correction, severity: option })}
          >
            <SeverityBadge severity={option} />
          </Choice>
        ))}
      </Choices>
      <Choices name="Category" hint="Shift 1–5">
        {categories.map((option) => (
          <Choice
            key={option}
            chosen={option === category}
            proposed={option === card.category}
            label={categoryNames[option]}
            onChoose={() => onChange({ ...correction, category: option })}
          >
            <CategoryLabel category={option} />
          </Choice>
        ))}
      </Choices>
      {editing ? <Words card={card} correction={correction} onChange={onChange} /> : null}
      {changes ? (
        <Field label="Why" hint="Helps whoever reads the difference later; may stay empty">
          <Input value={reason} maxLength={500} onChange={(event) => onReason(event.currentTarget.value)} />
        </Field>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" className="basis-full" disabled={busy} onClick={onSubmit}>
          {changes ? "Submit correction" : "Approve"}
          <Kbd onAccent>{changes ? "Enter" : "A"}</Kbd>
        </Button>
        <Button disabled={busy} onClick={onSkip}>
          Skip <Kbd>S</Kbd>
        </Button>
        <Button disabled={busy} onClick={onSnooze}>
          Snooze <Kbd>H</Kbd>
        </Button>
        {editing ? null : (
          <Button look="ghost" disabled={busy} onClick={onEdit}>
            Edit words <Kbd>E</Kbd>
          </Button>
        )}
      </div>
    </Surface>
  );
}

function Choices({ name, hint, children }: { name: string; hint: string; children: React.ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 flex w-full items-center justify-between text-sm font-medium">
        {name}
        <span aria-hidden>
          <Kbd>{hint}</Kbd>
        </span>
      </legend>
      <div className="flex flex-wrap gap-1.5">{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  chosen: boolean;
  proposed: boolean;
  label?: string;
  onChoose: () => void;
  children: React.ReactNode;
}

function Choice({ chosen, proposed, onChoose, children }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={classNames(
        "flex h-8 items-center gap-1.5 rounded-md border px-2 text-sm",
        chosen ? "border-accent-ink bg-accent-soft" : "border-line-strong hover:bg-hover",
      )}
    >
      {children}
      {proposed ? <span className="text-2xs text-ink-muted">proposed</span> : null}
    </button>
  );
}

type WordsProps = Pick<DecisionFormProps, "card" | "correction" | "onChange">;

function Words({ card, correction, onChange }: WordsProps) {
  const [summary, setSummary] = useState(correction.summary ?? card.summary);
  const steps = correction.steps ?? card.steps;
  return (
    <div className="flex flex-col gap-3">
      <Field label="Summary">
        <textarea
          aria-label="Summary"
          rows={3}
          maxLength={600}
          value={summary}
          onChange={({ currentTarget: { value } }) => {
            setSummary(value);
            onChange({ ...correction, summary: value });
          }}
          className={`${controlClass} resize-y px-2.5 py-1.5 text-sm`}
        />
      </Field>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card has exactly three steps, each known by its place.
        <Field key={index} label={`Step ${index + 1}`}>
          <Input
            value={step}
            maxLength={300}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...correction, steps: steps.map((each, place) => (place === index ? value : each)) })
            }
          />
        </Field>
      ))}
    </div>
  );
}
