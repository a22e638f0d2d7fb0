import validator from "validator";
import { type Finding, findingsOf } from "../finding.ts";

interface Form {
  pattern: RegExp;
  isOne(value: string): boolean;
}

const compact = (value: string) => value.replace(/[\s.-]/g, "").toUpperCase();

/** Numbers that a state gives a person, with a form of their own or with check digits. */
const forms: readonly Form[] = [
  // United States: the areas that were never given out are no numbers.
  { pattern: /(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|\.\d)/g, isOne: () => true },
  // United Kingdom, written in groups as on the card.
  { pattern: /(?<![\w.-])[A-CEGHJ-PR-TW-Z]{2} \d{2} \d{2} \d{2} [A-D](?!\w)/gi, isOne: () => true },
  {
    pattern: /(?<![\w.-])\d{8}-?[A-HJ-NP-TV-Z](?![\w-])/gi,
    isOne: (value) => validator.isIdentityCard(compact(value), "ES"),
  },
  {
    pattern: /(?<![\w.-])[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z](?!\w)/gi,
    isOne: (value) => validator.isIdentityCard(compact(value), "IT"),
  },
  {
    pattern: /(?<![\w.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])/g,
    isOne: (value) => validator.isTaxID(value, "pt-BR"),
  },
  {
    pattern: /(?<![\w.-])[2-9]\d{3} \d{4} \d{4}(?! ?\d)(?!\w)/g,
    isOne: (value) => validator.isIdentityCard(compact(value), "IN"),
  },
  { pattern: /(?<![\w.-])[12] \d{2} (?:0[1-9]|1[0-2]) \d{2} \d{3} \d{3} \d{2}(?!\w)/g, isOne: () => true },
];

const named =
  /(?<![a-z])(?:ssn|social security(?: (?:number|no|nr))?|passport(?: (?:number|no|nr))?|national (?:id|insurance)(?: (?:number|no|nr))?|ni number|nino|tax[ _-]?(?:id|payer id)(?:[ _-]?(?:number|no|nr))?|steuer-?id(?:nummer)?|personalausweis(?:nummer)?|id[ _-]?card(?: (?:number|no|nr))?|driver'?s?[ _-]licen[cs]e(?: (?:number|no|nr))?|aadhaar|dni|nie|nif|cpf|codice fiscale|bsn|pesel|nhs number)\.?\\{0,3}["']?[ \t]{0,3}(?:[:=#]|is|was){0,2}[ \t]{0,3}\\{0,3}["']?(?<value>[A-Z]{0,3} ?\d[\dA-Z]{0,20}(?:[ .-]\d[\dA-Z]{0,10}){0,6}(?: [A-Z])?)(?!\w)/dgi;

/** National ids that can be told by form or check digits, and those that the text names. */
export function findNationalIds(text: string): Finding[] {
  const formed = forms.flatMap(({ pattern, isOne }) =>
    findingsOf(text, pattern, "national-id").filter(({ start, end }) => isOne(text.slice(start, end))),
  );
  const called = findingsOf(text, named, "national-id").filter(
    ({ start, end }) => text.slice(start, end).replace(/\D/g, "").length >= 5,
  );
  return [...formed, ...called];
}
