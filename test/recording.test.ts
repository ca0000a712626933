import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { CHECKOUT, TestProject } from "./project.ts";
import { terminalSvg } from "./terminal-svg.ts";

/** Columns of the picture. Longer lines end in an ellipsis. */
const COLUMNS = 118;

/** Replaces the times and the commits, which differ from run to run. */
const withoutRun = (text: string): string => text.replaceAll(/\(\d+\.\d\d s\)/g, "").replaceAll(/in [0-9a-f]{7} \(/g, "in 1a2b3c4 (");

/** Cuts a line of a terminal. Lines with colours are never too long. */
const cut = (line: string): string => (stripVTControlCharacters(line).length > COLUMNS ? `${line.slice(0, COLUMNS - 1)}…` : line);

// If the demo has changed: npx vitest run test/recording.test.ts --update
it("the README's picture shows what the demo prints, from the release to the rollback that stays", async () => {
  const { stdout, status } = new TestProject().run(["demo"], { env: { FORCE_COLOR: "1" } });
  expect(status).toBe(0);
  const lines = withoutRun(stdout).split("\n");
  const [first, last] = [lines.findIndex((line) => line.includes("3. plan")), lines.findIndex((line) => line.includes("7. The Redis"))];
  expect([first > 0, last > first]).toEqual([true, true]);
  await expect(terminalSvg(lines.slice(first, last - 1).map(cut))).toMatchFileSnapshot(join(CHECKOUT, "docs/demo.svg"));
});
