import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { markdownReporter } from "../markdown/markdown.ts";
import type { Results } from "../results/results.ts";
import { terminalReporter } from "./terminal.ts";

const terminal = terminalReporter(pc.createColors(false));
const markdown = markdownReporter();

const ENGINE = { pulumi: "/bin/pulumi", version: "3.259.0", source: "PATH", kubernetes: "/bin/kubernetes", plugins: "/home/plugins" };
const REFUSED = [{ pulumi: "/old/pulumi", source: "PULUMI_BIN", problem: "is 2.0.0" }];
const RESULT: Results["engine"] = { engine: ENGINE, refused: [], needed: "3.259.0", hint: "npx fairlead engine install" };

describe("engine", () => {
  it.each<readonly [title: string, result: Results["engine"], text: string, markdown: string]>([
    [
      "found",
      RESULT,
      "Pulumi 3.259.0 /bin/pulumi (PATH)\n  Kubernetes provider /bin/kubernetes\n",
      "Pulumi 3.259.0 at `/bin/pulumi` (PATH), Kubernetes provider at `/bin/kubernetes`.\n",
    ],
    [
      "found after a refused one",
      { ...RESULT, engine: { ...ENGINE, kubernetes: undefined }, refused: REFUSED },
      "Pulumi 3.259.0 /bin/pulumi (PATH)\n  Kubernetes provider from the plugins in /home/plugins\nrefused /old/pulumi (PULUMI_BIN) is 2.0.0\n",
      "Pulumi 3.259.0 at `/bin/pulumi` (PATH), Kubernetes provider from the plugins in `/home/plugins`.\n\n- refused `/old/pulumi` (PULUMI\\_BIN): is 2.0.0\n",
    ],
    [
      "not found",
      { ...RESULT, engine: undefined },
      "no engine: Fairlead needs Pulumi 3.259.0 or later\nhint: npx fairlead engine install installs it\n",
      "**No engine**: Fairlead needs Pulumi 3.259.0 or later. Run `npx fairlead engine install`.\n",
    ],
  ])("%s", (_title, result, text, expected) => {
    expect([terminal.engine(result), markdown.engine(result)]).toEqual([text, expected]);
  });
});

describe("engine install", () => {
  const facts = "Pulumi 3.259.0 /bin/pulumi (PATH)\n  Kubernetes provider /bin/kubernetes\n";
  it.each([
    ["installed", "download", `installed by download (1.5 s)\n${facts}`],
    ["found", undefined, `already installed: nothing to do\n${facts}`],
  ])("%s", (_title, way, text) => {
    expect(terminal.engineInstalled({ engine: ENGINE, refused: [], way, seconds: 1.5 })).toBe(text);
  });
});
