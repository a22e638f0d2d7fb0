import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { type Finding, findingsOf } from "../finding.ts";

/** `+49 170 1234567`, `0049…`: the country says itself. */
const international = /(?<![\w+.])(?:\+|00(?=[1-9]))\d(?:[ .\-/()\u00a0]{0,2}\d){6,14}(?![\w]|[.,-]\d)/g;
/** `(415) 555-0132`, `415-555-0132`, `415.555.0132`, `1-800-…` */
const northAmerican =
  /(?<![\w.+-])(?:1[-. ])?(?:\([2-9]\d{2}\)[ ]?|[2-9]\d{2}[-.])\d{3}[-. ]\d{4}(?![\w]|[-.]\d)/g;
/** `030 1234567`, `07700 900123`, `06 12 34 56 78`: with the zero of a trunk call and in groups. */
const national = /(?<![\w.+-]|\d[ :/])\(?0[1-9]\d{0,3}\)?[ /-]\d{2,8}(?:[ -]\d{2,8}){0,3}(?![\w]|[ .:/-]\d)/g;
/** Any number that a text calls one. */
const named =
  /(?<![a-z])(?:(?:tele)?phone|tel(?:efon)?|mobile|cell|fax|whatsapp|handy|msisdn|ph|contact[ ](?:number|no|nr)|call(?:[ ](?:me|us|him|her|them|back)){1,2}(?:[ ](?:on|at|under))?|call[ ](?:on|at)|(?:reach|ring|text|contact)[ ](?:me|us|him|her|them)(?:[ ](?:on|at|under))?)(?:[ _-]?(?:no|nr|num|number))?\.?\\{0,3}["']?[ \t]{0,3}(?:[:=#]|is|was)?[ \t]{0,3}\\{0,3}["']?(?<value>[+(]?\d[\d ().\-/]{5,20}\d)(?![\w.-]*\w)/dgi;

/** Countries whose own way of writing is looked for; a number of another one is found by its `+`. */
const countries: readonly CountryCode[] = [
  "GB",
  "DE",
  "FR",
  "NL",
  "IT",
  "AT",
  "CH",
  "IE",
  "AU",
  "JP",
  "BR",
  "ZA",
];
/** Numbers of a text that are looked up; what else has the form goes unasked, so that no text costs more. */
const longestLookUp = 200;

const digitsOf = (value: string) => value.replace(/\D/g, "");

function isInternational(value: string): boolean {
  const parsed = parsePhoneNumberFromString(value.replace(/^00/, "+"));
  // People write made-up numbers into tickets, too: with groups the length has to do.
  return parsed !== undefined && (parsed.isValid() || (/[ .\-/()]/.test(value) && parsed.isPossible()));
}

const isNational = (value: string) =>
  countries.some((country) => parsePhoneNumberFromString(value, country)?.isValid() ?? false);

function looksLikeCalled(value: string): boolean {
  const digits = digitsOf(value).length;
  return digits >= 7 && digits <= 15 && !/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(value);
}

/** Phone numbers: by their country's rules, by the North American form, or because the text calls them so. */
export function findPhones(text: string): Finding[] {
  let lookUps = 0;
  const bounded = (accepts: (value: string) => boolean) => (finding: Finding) =>
    ++lookUps > longestLookUp || accepts(text.slice(finding.start, finding.end));
  return [
    ...findingsOf(text, international, "phone").filter(bounded(isInternational)),
    ...findingsOf(text, northAmerican, "phone"),
    ...findingsOf(text, national, "phone").filter(bounded(isNational)),
    ...findingsOf(text, named, "phone").filter(({ start, end }) => looksLikeCalled(text.slice(start, end))),
  ];
}
