import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { terminalReporter } from "./terminal.ts";

const reporter = terminalReporter(pc.createColors(false));

describe("render", () => {
  const none = { stacks: 2, objects: 40, created: [], changed: [], removed: [], seconds: 0.123 };

  it.each([
    ["no changes", none, "up to date: 40 files in 2 stacks, nothing written (0.12 s)\n"],
    [
      "one of each",
      { ...none, created: ["a"], changed: ["b"], removed: ["c"] },
      "rendered 40 files in 2 stacks: 1 created, 1 changed, 1 removed (0.12 s)\n",
    ],
    ["every stack failed", { ...none, stacks: 0, objects: 0 }, "nothing written (0.12 s)\n"],
    ["one file in one stack", { ...none, stacks: 1, objects: 1, changed: ["b"] }, "rendered 1 file in 1 stack: 1 changed (0.12 s)\n"],
  ])("%s", (_title, given, expected) => {
    expect(reporter.render(given)).toBe(expected);
  });
});

describe("the other results", () => {
  it("doctor: a line for each check, then its hint", () => {
    expect(
      reporter.doctor([
        { name: "node", state: "ok", detail: "24.21.0", hint: undefined },
        { name: "git", state: "warning", detail: "shallow clone", hint: "git fetch --unshallow" },
        { name: "config", state: "broken", detail: "no fairlead.config.ts", hint: undefined },
      ]),
    ).toMatchInlineSnapshot(`
      "ok      node: 24.21.0
      warning git: shallow clone
              hint: git fetch --unshallow
      broken  config: no fairlead.config.ts
      "
    `);
  });

  it("created: the files, then the next steps", () => {
    expect(reporter.created({ what: "service", name: "cart", files: ["services/cart.ts"], next: ["npx fairlead render"] }))
      .toMatchInlineSnapshot(`
      "created service cart
        services/cart.ts
      next:
        npx fairlead render
      "
    `);
  });

  it("failure: every problem with its file, then the error, then the hint", () => {
    const problems = [
      { file: "services/cart.ts", path: "scale.max", message: "2 is not above the minimum 2", hint: "set it to 3" },
      { file: "stacks/prod.ts", path: "", message: "the stack runs no service" },
    ];
    expect(
      reporter.failure({ code: "INVALID_SPEC", message: "2 problems, nothing was written", hint: "fix them", path: undefined, problems }),
    ).toMatchInlineSnapshot(`
      "services/cart.ts: scale.max: 2 is not above the minimum 2
        set it to 3
      stacks/prod.ts: the stack runs no service
      error: 2 problems, nothing was written
      hint: fix them
      "
    `);
  });
});
