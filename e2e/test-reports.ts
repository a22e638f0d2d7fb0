import path from "node:path";

/**
 * What one runner counted: how many tests passed, and the names of those that failed and of those that passed only
 * when they ran again, each with the first line of its error.
 */
export interface TestOutcome {
  passed: number;
  failures: string[];
  unsteady: string[];
}

interface VitestReport {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

const ansiCodes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const firstLine = (text = "") => text.replace(ansiCodes, "").split("\n", 1)[0] ?? "";

/** Reads vitest's JSON report. A file that failed outside of its tests, in a hook for example, is one failure. */
export function fromVitest(json: unknown): TestOutcome {
  const { numPassedTests, testResults } = json as VitestReport;
  const failures = testResults.flatMap((file) => {
    const name = path.basename(file.name);
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && file.status === "failed") return [`${name}: ${firstLine(file.message)}`];
    return failed.map((test) => `${name} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  });
  return { passed: numPassedTests, failures, unsteady: [] };
}

interface PlaywrightSuite {
  specs: {
    file: string;
    line: number;
    title: string;
    tests: { status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
  suites?: PlaywrightSuite[];
}

/** Reads Playwright's JSON report. A test that failed and then passed counts as passed and is named. */
export function fromPlaywright(json: unknown): TestOutcome {
  const { suites, stats } = json as {
    suites: PlaywrightSuite[];
    stats: { expected: number; flaky: number };
  };
  return {
    passed: stats.expected + stats.flaky,
    failures: suites.flatMap((suite) => namesWith("unexpected", suite)),
    unsteady: suites.flatMap((suite) => namesWith("flaky", suite)),
  };
}

const namesWith = (wanted: string, suite: PlaywrightSuite): string[] => [
  ...suite.specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === wanted)
      .map(({ results }) => {
        const error = results.flatMap(({ errors }) => errors)[0];
        return `${spec.file}:${spec.line} › ${spec.title}: ${firstLine(error?.message)}`;
      }),
  ),
  ...(suite.suites ?? []).flatMap((inner) => namesWith(wanted, inner)),
];
