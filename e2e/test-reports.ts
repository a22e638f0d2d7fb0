import path from "node:path";

/** What one runner counted: how many tests passed, and the names of those that failed, each with its first line. */
export interface TestOutcome {
  passed: number;
  failures: string[];
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
  return { passed: numPassedTests, failures };
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

/** Reads Playwright's JSON report. */
export function fromPlaywright(json: unknown): TestOutcome {
  const { suites, stats } = json as { suites: PlaywrightSuite[]; stats: { expected: number } };
  const inSuite = (suite: PlaywrightSuite): string[] => [
    ...suite.specs.flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ results }) => {
          const error = results.flatMap(({ errors }) => errors)[0];
          return `${spec.file}:${spec.line} › ${spec.title}: ${firstLine(error?.message)}`;
        }),
    ),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return { passed: stats.expected, failures: suites.flatMap(inSuite) };
}
