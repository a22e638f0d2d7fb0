import { durationText } from "#components/amounts.ts";
import { outcomeNames, plainName, tierNames } from "#components/model-words.ts";
import type { TriageStage } from "#lib/contracts/triage-stages.ts";
import { categoryNames } from "./words.ts";

/** More titles than these are counted. */
const titlesShown = 3;

const plural = (count: number, one: string, many: string) => (count === 1 ? one : `${count} ${many}`);

/** A stage as somebody who waits for a card reads it. */
export function stageText(stage: TriageStage): string {
  switch (stage.stage) {
    case "redacted":
      return stage.removed === 0
        ? "Received; no secrets or personal data found"
        : `Received; ${plural(stage.removed, "one secret or piece of personal data was", "secrets and pieces of personal data were")} replaced`;
    case "looked_up":
      return {
        hit: "The incident is known",
        miss: "The incident is new",
        join: "An equal report is being read",
      }[stage.decision];
    case "runbooks": {
      const { titles } = stage;
      if (titles.length === 0) return "No runbook fits";
      const more = titles.length > titlesShown ? ` and ${titles.length - titlesShown} more` : "";
      return `${titles.length === 1 ? "Runbook" : "Runbooks"}: ${titles.slice(0, titlesShown).join(", ")}${more}`;
    }
    case "rules":
      return `Rules' first reading: ${stage.severity}, ${categoryNames[stage.category]}`;
    case "model":
      return `${stage.call === 1 ? "Asking" : `Call ${stage.call}: asking`} ${plainName(stage.model)} (${tierNames[stage.tier].toLowerCase()})`;
    case "answered":
      return stage.outcome === "succeeded"
        ? "The model answered"
        : `Call ${stage.call}: ${outcomeNames[stage.outcome].toLowerCase()}`;
    case "wait":
      return `Waiting ${durationText(stage.ms)} before asking again`;
    case "second_reading":
      return `A second reading by the ${tierNames[stage.tier].toLowerCase()}`;
    case "steps":
      return stage.replaced === 0
        ? "Steps checked"
        : `Steps checked; ${plural(stage.replaced, "one was", "were")} replaced`;
    case "degraded":
      return "No model answered; the rules make the card";
  }
}
