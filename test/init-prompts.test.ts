import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emptyDirectory } from "./empty-directory.ts";
import { Conversation, hasPseudoTerminal } from "./pseudo-terminal.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const ENTER = "\r";
const CONTROL_C = "\u0003";

/** Runs `init` in an empty directory, and answers its questions in turn. */
async function converse(args: readonly string[], answers: readonly (readonly [question: string, keys: string])[]) {
  const project = emptyDirectory();
  const conversation = new Conversation(project, ["init", ...args], { HOME: temporaryDirectory(), GIT_CONFIG_GLOBAL: "/dev/null" });
  for (const [question, keys] of answers) await conversation.answer(question, keys);
  return { project, ...(await conversation.end()) };
}

describe.skipIf(!hasPseudoTerminal())("fairlead init on a terminal", () => {
  it("asks for the values that most repositories set, and takes the answers", async () => {
    const { project, status, shown } = await converse(
      [],
      [
        ["Address of the repository?", `https://github.com/acme/shop-ops.git${ENTER}`],
        ["Name of the first stack?", `staging${ENTER}`],
        ["Name of the first service?", ENTER],
        ["Email address of its owner?", `web@example.com${ENTER}`],
      ],
    );
    expect([status, shown]).toEqual([0, expect.stringContaining("npx fairlead check && npx tsc")]);
    expect(project.read("fairlead.config.ts")).toMatch(/name: "shop",[^]*url: "https:\/\/github\.com\/acme\/shop-ops\.git"/);
    expect(project.read("stacks/staging.ts")).toMatch('defineStack("staging"');
    expect(project.read("services/hello.ts")).toMatch('owner: "web@example.com"');
    expect(project.exists("pulumi-gen/staging/services/hello/deployment-hello.yaml")).toBe(true);
  });

  it("does not ask for what flags give", async () => {
    const given = ["--repository", "https://github.com/acme/shop-ops.git", "--stack", "latest", "--owner", "web@example.com"];
    const { project, status, shown } = await converse(given, [["Name of the first service?", `cart${ENTER}`]]);
    expect([status, shown.match(/[A-Z][a-z ]+\?/g)?.filter((question) => question !== "Name of the first service?")]).toEqual([0, []]);
    expect(project.exists("services/cart.ts")).toBe(true);
  });

  it.each<readonly [string, readonly (readonly [string, string])[]]>([
    ["at the first question", [["Address of the repository?", CONTROL_C]]],
    [
      "in the middle of an answer",
      [
        ["Address of the repository?", `https://github.com/acme/shop-ops.git${ENTER}`],
        ["Name of the first stack?", `stag${CONTROL_C}`],
      ],
    ],
  ])("ends at Ctrl-C %s, and writes nothing", async (_title, answers) => {
    const { project, status, shown } = await converse([], answers);
    expect([status, shown]).toEqual([130, expect.stringContaining("error: interrupted; nothing was written")]);
    expect(readdirSync(project.root)).toEqual([]);
  });
});
