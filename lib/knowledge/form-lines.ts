/** Lines that a form, a bug tracker's template or a mail program brings along: they stand in every report. */
const formLine = new RegExp(
  [
    // Templates of bug trackers.
    "(?:steps|how) to reproduce(?: (?:the|this) (?:bug|issue|problem))?|to reproduce|reproduction(?: steps)?|reproducible",
    "(?:actual|expected|current|observed)(?: (?:results?|behaviou?r|outcome))?|what (?:happened|did you expect.{0,40})",
    "describe the (?:bug|issue|problem)|(?:bug|issue|problem)? ?description|summary|screenshots?|additional (?:context|information|info|notes)",
    "environment|versions?|severity|priority|component|labels?|logs?|notes?|workaround|possible (?:fix|solution)|checklist",
    // Contact forms.
    "name|first name|last name|e-?mail(?: address)?|phone|telephone|mobile|language|locale|browser(?: ?/ ?version)?|user ?agent|operating system|os|platform|device",
    "customer(?: number| id)?|company|department|location|contact(?: person)?|received from|reported by|reporter|assignee|ticket(?: number| id)?",
    // Heads of mails.
    "from|sent|to|cc|bcc|date|subject|reply-to|importance",
  ].join("|"),
  "i",
);
const label = new RegExp(`^[\\s>*#_-]{0,12}(?:${formLine.source})[*_]{0,3}\\s{0,3}:[*_]{0,3}`, "i");
const bareLabel = new RegExp(`^[\\s>*#_-]{0,12}(?:${formLine.source})[*_:\\s?]{0,8}$`, "i");
/** What a label's own value tells of an incident is kept for these. */
const tellingLabel =
  /^[\s>*#_-]{0,12}(?:subject|summary|description|(?:bug|issue|problem) description|actual|observed|logs?|notes?|environment|workaround)/i;
const userAgent =
  /Mozilla\/\d\.\d \([^)\n]{0,200}\)(?: [\w.]{1,30}\/[\w.]{1,40}(?: \([^)\n]{0,80}\))?){0,8}/g;

const lineMaxCharacters = 400;

/** A report without what its form brings along; linear. */
export function withoutForm(text: string): string {
  return text
    .replace(userAgent, " ")
    .split("\n")
    .flatMap((line) => {
      const head = line.slice(0, lineMaxCharacters);
      if (bareLabel.test(head)) return [];
      const found = label.exec(head);
      if (!found) return [line];
      return tellingLabel.test(head) ? [line.slice(found[0].length)] : [];
    })
    .join("\n");
}
