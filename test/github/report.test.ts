import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHECKED, deleteService, PREVIEWED, PullRequest, raiseMaximum } from "./pull-request.ts";

let pull: PullRequest;
beforeEach(() => {
  pull = new PullRequest();
});
afterEach(() => pull.server.stop());

const body = (): string => pull.server.comments.at(-1)?.body ?? "";

describe("a change without risk", () => {
  it("passes, with one comment that a second run does not repeat", async () => {
    await pull.open(raiseMaximum);
    expect(await pull.report()).toEqual({
      status: 0,
      stdout:
        "passed nothing speaks against it\n" +
        ["check created", "label unchanged", "comment created"].map((line) => `${line} on pull request 7\n`).join(""),
      stderr: "",
    });
    expect(pull.shown()).toEqual({ checks: ["success"], labels: [], comments: 1 });
    expect(body()).toContain("spec.maxReplicas: 10 -> 12");
    const before = pull.server.log.length;
    expect((await pull.report()).stdout).toContain(
      "check unchanged on pull request 7\nlabel unchanged on pull request 7\ncomment unchanged",
    );
    expect(pull.server.log.slice(before).filter((line) => !line.startsWith("GET"))).toEqual([]);
  });

  it("prints the report without GitHub, for the job that has no token", async () => {
    await pull.open(raiseMaximum);
    pull.project.git("checkout", "--quiet", pull.head);
    const { status, stdout } = pull.project.run(["report", "--from", "preview", "--format", "markdown"]);
    expect([status, stdout.split("\n")[0], pull.server.log]).toEqual([0, "### :white_check_mark: Fairlead: nothing speaks against it", []]);
  });
});

describe("a deletion", () => {
  it("needs an approval, and has the label", async () => {
    await pull.open(deleteService);
    expect((await pull.report()).status).toBe(0);
    expect(pull.shown()).toEqual({ checks: ["action_required"], labels: ["fairlead: deletes"], comments: 1 });
    expect(body()).toContain("deletes 1 object");
    expect(body()).toContain("if it is by `@grace`");
    expect(pull.server.checks[0]?.annotations[0]).toMatchObject({ path: "services/adservice.ts", start_line: expect.any(Number) });
  });

  it.each<
    readonly [who: string, reviews: readonly (readonly [login: string, state: string, commit: "head" | "older"])[], conclusion: string]
  >([
    ["an owner of the code", [["grace", "APPROVED", "head"]], "success"],
    [
      "an owner, who then comments",
      [
        ["grace", "APPROVED", "head"],
        ["grace", "COMMENTED", "head"],
      ],
      "success",
    ],
    ["an owner, of an older commit", [["grace", "APPROVED", "older"]], "action_required"],
    [
      "an owner, who then asks for changes",
      [
        ["grace", "APPROVED", "head"],
        ["grace", "CHANGES_REQUESTED", "head"],
      ],
      "action_required",
    ],
    ["an owner whose approval was dismissed", [["grace", "DISMISSED", "head"]], "action_required"],
    ["somebody else", [["mallory", "APPROVED", "head"]], "action_required"],
    ["the author", [["ada", "APPROVED", "head"]], "action_required"],
  ])("is approved by %s: %j -> %s", async (_who, reviews, conclusion) => {
    await pull.open(deleteService, "* @grace @ada\n");
    for (const [login, state, commit] of reviews) {
      pull.server.reviews.push({ user: { login }, state, commit_id: commit === "head" ? pull.head : "0".repeat(40) });
    }
    await pull.report();
    expect(pull.shown().checks).toEqual([conclusion]);
  });

  it("is approved by a member of a team, and says so if the token may not see the team", async () => {
    await pull.open(deleteService, "* @acme/platform\n");
    pull.server.reviews.push({ user: { login: "grace" }, state: "APPROVED", commit_id: pull.head });
    await pull.report();
    expect(body()).toContain("the token may not read the members of");
    pull.server.teams.set("acme/platform", ["grace"]);
    await pull.report();
    expect(pull.shown()).toMatchObject({ checks: ["action_required", "success"], comments: 1 });
  });

  it("counts owners of the base branch only", async () => {
    await pull.open((project) => {
      deleteService(project);
      project.write(".github/CODEOWNERS", "* @mallory\n");
    });
    pull.server.reviews.push({ user: { login: "mallory" }, state: "APPROVED", commit_id: pull.head });
    await pull.report();
    expect(pull.shown().checks).toEqual(["action_required"]);
  });

  it("loses its label if the pull request deletes nothing any more", async () => {
    await pull.open(raiseMaximum);
    pull.server.pulls[0]?.labels.push({ name: "fairlead: deletes" }, { name: "urgent" });
    await pull.report();
    expect(pull.shown().labels).toEqual(["urgent"]);
  });
});

describe("what the job of the pull request made", () => {
  it.each<readonly [what: string, file: string, content: unknown, reason: string]>([
    [
      "files that do not match",
      "check.json",
      { ...CHECKED, findings: [{ file: "pulumi-gen/x.yaml", what: "stale", line: 3 }] },
      "1 file in pulumi-gen/ does not match the specs: npx fairlead render",
    ],
    [
      "an error",
      "check.json",
      { error: { code: "INVALID_SPEC", message: "1 problem", problems: [] } },
      "the check of generated files failed: 1 problem",
    ],
    ["nothing", "check.json", "", "the check of generated files failed"],
    ["another document", "preview.json", { cloud: { stacks: { length: 1 } } }, "the preview failed"],
    ["text", "preview.json", "<script>alert(1)</script>", "the preview failed"],
    ["65 megabytes", "preview.json", "9".repeat(65_000_000), "has more than 64000000 bytes"],
  ])("fails the check: %s", async (_what, file, content, reason) => {
    await pull.open(raiseMaximum);
    pull.made(file, content);
    expect((await pull.report()).stdout).toContain(reason);
    expect(pull.shown()).toMatchObject({ checks: ["failure"], comments: 1 });
  });

  it("cannot hide a deletion, mention a team or become markup", async () => {
    await pull.open(deleteService);
    const evil = "@acme/all <script>alert(1)</script> `x` | <!-- fairlead: report --> \u202E";
    pull.made("check.json", {
      ...CHECKED,
      findings: [{ file: evil + "x".repeat(1_000_000), what: "stale", who: evil }],
      releases: evil,
      diff: [],
    });
    await pull.report();
    expect(pull.shown()).toMatchObject({ checks: ["failure"], labels: ["fairlead: deletes"], comments: 1 });
    expect(body().length).toBeLessThan(10_000);
    expect(
      body()
        .slice(1)
        .replace(/(`+)[^]*?\1/g, ""),
    ).not.toMatch(/<script|<!-- fairlead: report|@acme|\u202E/u);
  });
});

describe("risks that only the preview claims", () => {
  const claim = (text: string) => ({
    kind: "image",
    subjects: ["cartservice"],
    stacks: ["staging"],
    objects: ["spec"],
    texts: [text],
    paths: ["staging/versions.yaml"],
  });

  it("need an approval, and are marked", async () => {
    await pull.open(raiseMaximum);
    pull.made("preview.json", { ...PREVIEWED, manifests: { risks: [claim("will run releases of evil.example.com/cart")] } });
    expect((await pull.report()).stdout).toContain("claims 1 risk that git does not show: an owner of the code must approve it");
    expect(pull.shown()).toEqual({ checks: ["action_required"], labels: [], comments: 1 });
    expect(body()).toContain(
      "#### Risks that only the preview claims\n\n" +
        "- :warning: **image** `cartservice on staging`: `will run releases of evil.example.com/cart (spec)`\n",
    );
  });

  it("hide no risk that git shows, however many there are", async () => {
    await pull.open(deleteService);
    const risks = Array.from({ length: 9_999 }, (_, at) => claim(`@acme/all <!-- ${at} ${"x".repeat(300)}`));
    pull.made("preview.json", { ...PREVIEWED, manifests: { risks } });
    await pull.report();
    expect(pull.shown()).toEqual({ checks: ["action_required"], labels: ["fairlead: deletes"], comments: 1 });
    const sections = body().split("\n#### ").slice(1);
    expect(sections.map((section) => section.split("\n")[0])).toEqual([
      "Risks",
      "Removed",
      "Generated files",
      "Risks that only the preview claims",
      "Clouds",
    ]);
    expect(sections[0]).toContain("- :warning: **deleted** `adservice on latest`: `is deleted (Service adservice)`");
    expect(body().length).toBeLessThan(65_536);
  });
});

describe("what is left alone", () => {
  it("a comment of somebody else with the marker", async () => {
    await pull.open(raiseMaximum);
    const { body: theirs } = pull.server.comment("mallory", "<!-- fairlead: report -->\nall is well");
    await pull.report();
    expect(pull.server.comments.map(({ user, body: text }) => [user.login, text === theirs])).toEqual([
      ["mallory", true],
      ["github-actions[bot]", false],
    ]);
  });

  it("everything, if a newer commit came", async () => {
    await pull.open(raiseMaximum);
    const [served] = pull.server.pulls;
    if (served !== undefined) served.head.sha = "1".repeat(40);
    expect((await pull.report()).status).toBe(0);
    expect(pull.shown()).toEqual({ checks: [], labels: [], comments: 0 });
  });

  it("everything, if FAIRLEAD_REPORT is off", async () => {
    await pull.open(deleteService);
    expect((await pull.report(undefined, { FAIRLEAD_REPORT: "off" })).status).toBe(0);
    expect(pull.server.log).toEqual([]);
  });
});

it.each<readonly [what: string, flags: readonly string[], env: NodeJS.ProcessEnv, status: number, message: string]>([
  ["no token", ["--check"], { GITHUB_TOKEN: "" }, 2, "GITHUB_TOKEN is not set"],
  ["no repository", ["--check"], { GITHUB_REPOSITORY: "acme" }, 2, '"acme" is not <owner>/<repository>'],
  ["another event", ["--check"], { GITHUB_EVENT_PATH: "/dev/null" }, 2, "/dev/null cannot be read"],
  ["a base that git lacks", ["--check", "--base", "nope"], {}, 3, '"nope" is neither a git revision nor a directory'],
])("refuses %s", async (_what, flags, env, status, message) => {
  await pull.open(raiseMaximum);
  const outcome = await pull.report(flags, env);
  expect([outcome.status, outcome.stderr.includes(message) ? "told" : outcome.stderr]).toEqual([status, "told"]);
});
