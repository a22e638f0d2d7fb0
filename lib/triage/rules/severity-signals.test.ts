import { describe, expect, it } from "vitest";
import { conditions } from "./condition.ts";
import { readWithRules } from "./extract.ts";
import { knowledge } from "./knowledge.ts";
import { likelyLevel } from "./severity-band.ts";

const namesFor = (text: string) => readWithRules(text).sorted.severitySignals.map(({ name }) => name);
const alert = (name: string, description: string) =>
  `[FIRING:1] ${name} (web-3)\nLabels\n - alertname = ${name}\nAnnotations\n - description = ${description}`;

describe("what speaks for a severity", () => {
  it.each([
    [
      "the majority is lost",
      alert("StoreWithoutQuorum", "Two of three members are down"),
      "alert title quorum lost",
    ],
    ["it only lags", alert("StandbyBehind", "The standby is 40 seconds behind"), "alert title behind"],
    [
      "replication has stopped",
      alert("StandbyHalted", "Replication stopped on db-3"),
      "alert condition replication broken",
    ],
    [
      "a certificate runs out",
      alert("EdgeTls", "The certificate expires in 20 days"),
      "alert condition certificate",
    ],
    ["a day is near", alert("EdgeTls", "The certificate expires in 20 hours"), "horizon under 25 hours"],
    ["a day is far", alert("EdgeTls", "The certificate expires in 20 days"), "horizon 337 hours and more"],
    ["a share is high", alert("VolumeUse", "Usage is above 97%"), "share above under 99.9%"],
    ["little is left", alert("VolumeFree", "Only 3% is free"), "share below under 5%"],
  ])("names that %s", (_what, text, signal) => {
    expect(namesFor(text)).toContain(signal);
  });

  it("leaves out of an alert what fills its sentences and letters in a row; people's words count with both", () => {
    const said = "The standby is behind";
    const inAlert = namesFor(alert("StandbyBehind", said));
    expect(inAlert).toContain("word standby");
    expect(inAlert).not.toContain("word is");
    expect(inAlert.filter((name) => name.startsWith("letters "))).toEqual([]);
    expect(namesFor(said)).toEqual(expect.arrayContaining(["word is", "word standby", "letters <sta"]));
  });

  it("tells an alert's conditions from those of people, who use the words more loosely", () => {
    expect(namesFor("our backup failed last night")).toContain("condition backup failed");
  });

  it("knows phrases for every condition", () => {
    const known = new Set(knowledge.map(({ condition }) => condition));
    expect(conditions.filter((condition) => !known.has(condition))).toEqual([]);
  });
});

describe("the likely level", () => {
  const open = { "P0-P1": 0.2, "P1-P2": 0.25, "P2-P3": 0.35, P3: 0.2 };

  it("is the graver one that the facts lead to, where words leave it open", () => {
    expect(likelyLevel(open, "P1")).toBe("P1");
  });

  it("is not lowered by facts below what must wake somebody", () => {
    expect(likelyLevel({ "P0-P1": 0.6, "P1-P2": 0.3, "P2-P3": 0.1, P3: 0 }, "P3")).toBe("P1");
  });

  it("is what the words say when they are sure", () => {
    expect(likelyLevel({ "P0-P1": 0, "P1-P2": 0.02, "P2-P3": 0.1, P3: 0.88 }, "P0")).toBe("P3");
  });
});
