import type { ReviewAct } from "./acts.ts";

interface ActWords {
  /** The act itself, as a verb. */
  name: string;
  key: string;
  title: string;
  /** What will happen. */
  meaning: string;
  hint: string;
  done: string;
  doneMeaning: string;
}

export const actWords: Record<ReviewAct, ActWords> = {
  request: {
    name: "Send to review",
    key: "R",
    title: "Send this card to review",
    meaning: "A reviewer looks at the card and approves or corrects it. Until then it stands as it is.",
    hint: "What they should look at",
    done: "Sent to review",
    doneMeaning: "The card waits in the review queue.",
  },
  reopen: {
    name: "Reopen",
    key: "R",
    title: "Reopen this card",
    meaning:
      "The card waits in the queue again, its clocks start anew. What was decided stands until somebody decides again.",
    hint: "What has changed, or what was wrong",
    done: "Reopened",
    doneMeaning: "The card waits in the review queue.",
  },
  second_opinion: {
    name: "Second opinion",
    key: "O",
    title: "Ask for a second opinion",
    meaning:
      "The card waits for anybody but the one who decided it. Whether both agree is counted in the agreement figures.",
    hint: "What is in doubt",
    done: "A second opinion is asked for",
    doneMeaning: "The card waits for somebody other than the one who decided it.",
  },
};
