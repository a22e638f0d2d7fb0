import { describe, expect, it } from "vitest";
import { themes } from "../themes.ts";
import { extractWithRules } from "./extract.ts";

const long = 100_000;
const repeated = (part: string) => part.repeat(Math.ceil(long / part.length)).slice(0, long);

describe("extractWithRules", () => {
  it.each([
    ["one letter", "a"],
    ["spaces", " "],
    ["line ends", "\n"],
    ["words of phrases", "no not unable to cannot disk is full "],
    ["quotes", '"summary": "'],
    ["braces", '{"a":['],
    ["e-mail addresses", "a.b-c+d@"],
    ["addresses", "http://a/"],
    ["dots", "1.1.1."],
    ["stack frames", "    at a.b.c("],
    ["camel case", "aB"],
    ["capitals", "AbException"],
    ["pairs of surrogates", "😀"],
    ["slashes", "/a"],
    ["dashes", "a-b_"],
  ])("answers for 100,000 characters of %s", (_name, part) => {
    const { steps, summary } = extractWithRules({ text: repeated(part) });
    expect(new Set(steps).size).toBe(3);
    expect(summary.length).toBeGreaterThan(0);
  });

  it("names things of the text in every step", () => {
    const text = "KubePodCrashLooping is firing: pod checkout-7f9 in namespace shop restarts, OOMKilled";
    for (const step of extractWithRules({ text }).steps) {
      expect(/KubePodCrashLooping|checkout-7f9|OOMKilled|shop/.test(step)).toBe(true);
    }
  });

  it("asks the deciding question first when the text is too vague", () => {
    const { facts, stated, steps } = extractWithRules({ text: "It is broken again" });
    expect(facts.kind.value).toBe("incident");
    expect(stated.category).toBe("unknown");
    expect(steps[0]).toMatch(/^Ask the reporter/);
  });

  it("writes at least two lines and at most 600 characters", () => {
    const { summary } = extractWithRules({
      text: `Orders are missing since 9:00. ${"Some more words. ".repeat(90)}`,
    });
    expect(summary.split("\n").length).toBeGreaterThanOrEqual(2);
    expect(summary.length).toBeLessThanOrEqual(600);
  });

  it.each([
    "Thanks, works again",
    "Vielen Dank, die Anmeldung funktioniert wieder",
    "Merci, tout fonctionne",
    "Gracias, ya va todo",
    "Grazie, adesso va",
    "Obrigada, tudo funciona",
    "Dzięki, wszystko działa",
    "Bedankt, alles werkt weer",
    "Tack, nu fungerar allt igen",
  ])("takes thanks for thanks: %s", (text) => {
    expect(extractWithRules({ text }).stated).toMatchObject({ category: "unknown", severity: "P3" });
  });

  it.each([
    "Danke, die Anmeldung läuft wieder nicht",
    "Merci, mais ça ne fonctionne plus",
    "Gracias, pero ya no funciona",
    "Bedankt, maar het werkt weer niet",
  ])("takes no thanks for a repair that failed: %s", (text) => {
    const { facts, stated } = extractWithRules({ text });
    expect(facts.kind.value).toBe("incident");
    expect(stated.severity).not.toBe("P3");
  });

  it.each([
    ["The disk of the order database runs out tonight", "P1"],
    ["TLS certificate of the login page expires at midnight", "P1"],
    ["Zertifikat der Anmeldung läuft heute Abend ab", "P1"],
    ["El certificado de la tienda caduca esta noche", "P1"],
    ["The TLS certificate of the login page expires tomorrow", "P2"],
    ["The TLS certificate of the login page expires in 30 days", "P3"],
  ])("takes hours, days and weeks for what they are: %s", (text, severity) => {
    expect(extractWithRules({ text }).stated.severity).toBe(severity);
  });

  it("has a theme for each kind of step", () => {
    expect(new Set(themes).size).toBe(themes.length);
  });
});

it("a placeholder is no word of the ticket and no name of a host", () => {
  const { facts, summary } = extractWithRules({
    text: "Since 10:02 checkout of [email-1] is down for all customers, see [token-1] and [private-key-2]",
  });
  expect(JSON.stringify(facts)).not.toMatch(/token|private|email/);
  expect(summary).not.toContain("email-1,");
  expect(summary).not.toMatch(/Where:[^.]*(?:email|token|private)/);
});
