import { describe, expect, it } from "vitest";
import { compared } from "../../test/board/preview-page.ts";
import { HOSTILE_OBJECTS, hostileTree, riskWords } from "../../test/hostile-objects.ts";
import { pullRequestMarkdown } from "../report/markdown/pull-request.ts";
import type { PullRequestReport } from "../report/results/reported.ts";
import { annotationsOf } from "./annotations.ts";
import { judge } from "./judge.ts";

describe("a pull request with eighteen hostile objects", () => {
  const parts = {
    diff: compared(new Map(), hostileTree()),
    check: { state: "read", value: { stacks: 1, objects: 18, findings: [], fix: undefined } },
    // The code of the pull request says that nothing changes.
    preview: {
      state: "read",
      value: { claims: [], cloud: { engine: undefined, policyPacks: [], leftovers: [], stacks: [] }, later: [], findings: [] },
    },
  } as const;
  const approval = { state: "needed", files: [], owners: ["@grace"], problems: [] } as const;
  const report: PullRequestReport = { ...parts, ...judge(parts, approval), head: "1".repeat(40), link: undefined, approval };
  const items = pullRequestMarkdown(report).split("\n");
  const specs = new Map([["services/cartservice.ts", '\nexport default defineService("cartservice", {});\n']]);
  const notes = annotationsOf({ ...report, specs, prefix: "" });

  it("needs an approval", () => {
    expect(report.conclusion).toBe("action_required");
  });

  it.each(HOSTILE_OBJECTS)("names $what in the comment and the check, and at the line of the service", (hostile) => {
    const [title, name, says] = riskWords(hostile);
    expect(items.some((item) => item.startsWith(`- :warning: **${title}** `) && item.includes(name) && item.includes(says))).toBe(true);
    const found = notes.filter(({ message }) => message.startsWith(`${title}: `) && message.includes(name) && message.includes(says));
    expect(found).toMatchObject([{ path: "services/cartservice.ts", line: 2, level: "warning" }]);
  });
});
