import validator from "validator";
import { type Finding, findingsOf } from "../finding.ts";

const cardForms: readonly RegExp[] = [
  /(?<![\w.+-])\d{4}([ .\-\u00a0])\d{4}\1\d{4}\1\d{1,7}(?!\w|[.-]\d)/g,
  /(?<![\w.+-])\d{4}([ .\-\u00a0])\d{6}\1\d{4,5}(?!\w|[.-]\d)/g,
  /(?<![\w.+-])\d{14,16}(?!\w|[.-]\d)/g,
];
const ibanForm = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,34}/gi;
/** What a text calls the number of an account; of a cloud's accounts nothing is said here. */
const account =
  /(?<![a-z])(?:(?:bank[ _-]?)?(?:account|acct|a\/c|konto|compte|cuenta)[ _-]?(?:number|num|no|nr|nummer)|kontonummer|bank[ _-]?account|(?<!aws |cloud |azure |gcp |user |service )acc(?:oun)?t(?=[ ]?[:=#]|[ ]\d{8})|sort(?=[ :]{1,3}\d\d-\d\d-\d\d)|iban|routing[ _-]?(?:number|no|nr)|aba[ _-]?(?:number|routing)|sort[ _-]?code|credit[ _-]?card(?:[ _-]?(?:number|no|nr))?|card[ _-]?(?:number|no|nr)|pan)\.?\\{0,3}["']?[ \t]{0,3}(?:[:=#]|is|was){0,2}[ \t]{0,3}\\{0,3}["']?(?<value>[A-Z]{0,4}\d[\dA-Z]{0,33}(?:[ -]\d[\dA-Z]{0,12}){0,8})(?!\w)/dgi;

const isCard = (value: string) => validator.isCreditCard(value.replace(/[^\d]/g, ""));

/** The IBAN at the beginning of a run: words behind it belong to the run and not to the IBAN. */
function ibanIn(run: string): number | null {
  const isInside = (character: string | undefined) =>
    character !== undefined && /[A-Za-z0-9]/.test(character);
  for (let end = run.length; end >= 15; end--) {
    const isBoundary = isInside(run[end - 1]) && !isInside(run[end]);
    if (isBoundary && validator.isIBAN(run.slice(0, end).replace(/[ -]/g, "").toUpperCase())) return end;
  }
  return null;
}

/** Payment cards and IBANs by their check digits, account numbers by what the text calls them. */
export function findBankData(text: string): Finding[] {
  const cards = cardForms
    .flatMap((pattern) => findingsOf(text, pattern, "card"))
    .filter(({ start, end }) => isCard(text.slice(start, end)));
  const ibans = findingsOf(text, ibanForm, "iban").flatMap(({ start, end, kind }) => {
    const length = ibanIn(text.slice(start, end));
    return length === null ? [] : [{ start, end: start + length, kind }];
  });
  const accounts = findingsOf(text, account, "account-number").filter(
    ({ start, end }) => text.slice(start, end).replace(/\D/g, "").length >= 6,
  );
  return [...cards, ...ibans, ...accounts];
}
