import { describe, expect, it, test } from "vitest";
import { spreadOf } from "../measure/statistics.ts";
import { judge } from "./result.ts";
import { alignTable, formatReport, formatSeconds } from "./table.ts";

test.each([
  [0.0312, "0.031 s"],
  [0.9996, "1.00 s"],
  [0.999, "0.999 s"],
  [1, "1.00 s"],
  [9.876, "9.88 s"],
  [9.999, "10.0 s"],
  [12.34, "12.3 s"],
])("%d seconds are shown as %s", (seconds, expected) => {
  expect(formatSeconds(seconds)).toBe(expected);
});

describe("alignTable", () => {
  it("gives every column one width", () => {
    expect(
      alignTable([
        ["a", "long head"],
        ["wide cell", "b"],
      ]),
    ).toBe("| a         | long head |\n| --------- | --------- |\n| wide cell | b         |\n");
  });

  it("fills rows that are too short", () => {
    expect(alignTable([["one", "two"], ["x"]])).toBe("| one | two |\n| --- | --- |\n| x   |     |\n");
  });
});

test("a report has figures, targets and verdicts, then the details", () => {
  const entries = [
    judge({
      name: "render-1000x10",
      seconds: spreadOf([10.5, 11, 11.5]),
      first: 14.02,
      figures: { seconds: 11, megabytes: 612.4, ratio: 1.1 },
      notes: ["80,600 manifests"],
    }),
    judge({ name: "render-1000x10-again", seconds: spreadOf([3]), first: 4, figures: { seconds: 3, written: 0 }, notes: [] }),
  ];
  const environment = { node: "24.0.0", platform: "linux", cores: 2, load: 0.25 };
  const skipped = [{ name: "helm-8000", reason: "helm is not installed" } as const];
  expect(formatReport({ environment, rounds: 3, entries, skipped })).toMatchInlineSnapshot(`
    "Node 24.0.0, linux, 2 cores, load 0.3 before the start; the median of 3 runs after a warm-up.

    | entry                | time   | target  | memory | target     | compared                | target   | verdict             |
    | -------------------- | ------ | ------- | ------ | ---------- | ----------------------- | -------- | ------------------- |
    | render-1000x10       | 11.0 s | <= 10 s | 612 MB | <= 1000 MB | 1.10 x plain-loop-80000 | <= 1.2 x | time missed by 10 % |
    | render-1000x10-again | 3.00 s | <= 4 s  |        |            |                         |          | ok                  |

    - render-1000x10: \`fairlead render\`, 1,000 services on 10 stacks, into an empty tree: 80,600 manifests; 10.5 s to 11.5 s; first run 14.0 s; 80,600 manifests
    - render-1000x10-again: the same without a change; 3.00 s to 3.00 s; first run 4.00 s
    - helm-8000: skipped, helm is not installed
    "
  `);
});
