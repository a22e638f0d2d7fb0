"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { tierMeanings, tierNames } from "#components/model-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { Tier } from "#lib/contracts/vocabulary.ts";
import type { DraftModel } from "./policy-draft.ts";

interface ModelsEditorProps {
  tier: Tier;
  models: readonly DraftModel[];
  /** By path, as `models.cheap.0.model`. */
  messages: Record<string, string>;
  onChange: (models: readonly DraftModel[]) => void;
}

const logProbabilitiesHelp = (tier: Tier) => `${tier}-log-probabilities`;

/** The models of a tier: their order, which ones are asked, and how long each may take. */
export function ModelsEditor({ tier, models, messages, onChange }: ModelsEditorProps) {
  const change = (index: number, part: Partial<DraftModel>) =>
    onChange(models.map((model, place) => (place === index ? { ...model, ...part } : model)));
  const move = (index: number, by: 1 | -1) => {
    const moved = models[index];
    if (!moved) return;
    onChange(models.filter((model) => model !== moved).toSpliced(index + by, 0, moved));
  };
  const whole = messages[`models.${tier}`];
  const wrongTelling = (index: number) => messages[`models.${tier}.${index}.logProbabilities`];
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="text-sm font-medium">{tierNames[tier]}</legend>
      <p className="text-xs text-pretty text-ink-muted">{tierMeanings[tier]}; preferred first.</p>
      <ol className="flex flex-col gap-3">
        {models.map((model, index) => {
          const name = `${tierNames[tier]}, model ${index + 1}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being typed; place is all that stays.
            <li key={index} className="flex flex-col gap-2 rounded-md border p-3">
              <Field label={`Model ${index + 1}`} error={messages[`models.${tier}.${index}.model`]}>
                <Input
                  className="font-mono"
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="provider:model"
                  value={model.model}
                  onChange={(event) => change(index, { model: event.target.value })}
                />
              </Field>
              <Field label="Own time limit, ms" error={messages[`models.${tier}.${index}.timeoutMs`]}>
                <Input
                  inputMode="numeric"
                  placeholder="as for all models"
                  value={model.timeoutMs}
                  onChange={(event) => change(index, { timeoutMs: event.target.value })}
                />
              </Field>
              <div className="flex flex-wrap items-center justify-between gap-2">
                <label className="flex items-center gap-2 text-sm">
                  <input
                    type="checkbox"
                    className="size-4"
                    checked={model.enabled}
                    onChange={(event) => change(index, { enabled: event.target.checked })}
                  />
                  Enabled
                </label>
                <label className="flex items-center gap-2 text-sm">
                  <input
                    type="checkbox"
                    className="size-4"
                    checked={model.logProbabilities}
                    aria-describedby={logProbabilitiesHelp(tier)}
                    onChange={(event) => change(index, { logProbabilities: event.target.checked })}
                  />
                  Log-probabilities
                </label>
                <span className="flex">
                  <Button
                    look="ghost"
                    size="icon"
                    aria-label={`Earlier: ${name}`}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    look="ghost"
                    size="icon"
                    aria-label={`Later: ${name}`}
                    disabled={index === models.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                  <Button
                    look="ghost"
                    size="icon"
                    aria-label={`Take out: ${name}`}
                    onClick={() => onChange(models.toSpliced(index, 1))}
                  >
                    <X aria-hidden />
                  </Button>
                </span>
              </div>
              {wrongTelling(index) ? (
                <p role="alert" className="text-xs text-danger">
                  Log-probabilities {wrongTelling(index)}
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      <p id={logProbabilitiesHelp(tier)} className="text-xs text-pretty text-ink-muted">
        Log-probabilities: ask the model how likely its answer was to it, and let that count into confidence.
        Most models that reason refuse; test the model after a change.
      </p>
      {whole ? (
        <p role="alert" className="text-xs text-danger first-letter:uppercase">
          {whole}
        </p>
      ) : null}
      <Button
        size="sm"
        className="self-start"
        onClick={() =>
          onChange([...models, { model: "", enabled: true, timeoutMs: "", logProbabilities: false }])
        }
      >
        <Plus aria-hidden />
        Add a model
      </Button>
    </fieldset>
  );
}
