/** What somebody in a hurry adds to the instructions. */
export const hastyWords = "Be brief. Answer with what you are sure of and leave out the rest.";

/** What somebody adds who looked at why cards were wrong. */
export const carefulWords =
  "Before you answer, go through the ticket once more and list every phrase that names what failed.";
