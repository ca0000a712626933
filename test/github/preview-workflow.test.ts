import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { ActionsRunner, type WorkflowRun } from "./actions/actions-runner.ts";
import { MadeRepository } from "./actions/made-repository.ts";
import { GitHubServer } from "./server.ts";

let made: MadeRepository;
let runner: ActionsRunner;
let github: GitHubServer;

beforeEach(async () => {
  made = new MadeRepository();
  github = new GitHubServer();
  await github.start();
  runner = new ActionsRunner(made.remote, { env: { GITHUB_API_URL: github.url } });
});
afterEach(() => github.stop());

/** Opens pull request 7 from the branch `change`, as GitHub does: with a merge into main. @returns its commit */
function open(change: (author: TestProject) => void): string {
  made.push("change", "Change", change);
  const head = made.git("rev-parse", "change").trim();
  const tree = made.git("rev-parse", "change^{tree}").trim();
  made.git("update-ref", "refs/pull/7/merge", made.git("commit-tree", "-p", "main", "-p", head, "-m", "Merge", tree).trim());
  github.open(head);
  return head;
}

const preview = (): Promise<WorkflowRun> =>
  runner.run("preview", { name: "pull_request", ref: "refs/pull/7/merge", payload: { pull_request: { number: 7 } } });

/** Runs the workflow that GitHub starts after a preview. */
const report = (head: string, { id, conclusion }: Pick<WorkflowRun, "id" | "conclusion">): Promise<WorkflowRun> =>
  runner.run("report", {
    name: "workflow_run",
    payload: {
      workflow_run: {
        id,
        event: "pull_request",
        conclusion,
        head_sha: head,
        head_branch: "change",
        head_repository: { owner: { login: "acme" } },
      },
    },
  });

/** Returns what GitHub shows. */
const shown = () => ({
  checks: github.checks.map(({ conclusion }) => conclusion),
  labels: github.pulls.flatMap(({ labels }) => labels.map(({ name }) => name)),
  comments: github.comments.map(({ body }) => body.split("\n")[1]),
});

const raise = (author: TestProject): void => author.edit("services/hello.ts", 'memory: "128Mi"', 'memory: "256Mi"');
const PASSED = "### :white_check_mark: Fairlead: nothing speaks against it";

describe("preview.yml and report.yml", { timeout: 300_000 }, () => {
  it("write one comment and a check for a harmless change, and again for the next commit", async () => {
    const head = open(raise);
    const previewed = await preview();
    expect([previewed.results, previewed.jobs[0]?.summary.split("\n")[0]]).toEqual([{ preview: "success" }, PASSED]);
    expect((await report(head, previewed)).results).toEqual({ report: "success" });
    expect(shown()).toEqual({ checks: ["success"], labels: [], comments: [PASSED] });
    github.pulls.length = 0;
    const next = open((author) => author.edit("services/hello.ts", 'memory: "128Mi"', 'memory: "192Mi"'));
    await report(next, await preview());
    expect([shown().checks, github.comments.length, github.comments[0]?.body.includes("192Mi")]).toEqual([["success", "success"], 1, true]);
  });

  it("label a deletion, and ask for an approval", async () => {
    const head = open((author) => author.remove("stacks/latest.ts"));
    const previewed = await preview();
    await report(head, previewed);
    expect(shown()).toMatchObject({ checks: ["action_required"], labels: ["fairlead: deletes"], comments: [expect.anything()] });
  });

  it("name another image repository of a spec, which no file of the tree shows", async () => {
    const head = open((author) => author.edit("services/hello.ts", "gcr.io/google-samples/hello-app", "evil.example.com/hello"));
    await report(head, await preview());
    expect(shown()).toMatchObject({ checks: ["action_required"], labels: [] });
    expect(github.comments[0]?.body).toContain("`will run releases of evil.example.com/hello (spec)`");
  });

  it("fail the check if the preview stopped at a type error", async () => {
    runner.set({ env: { GITHUB_API_URL: github.url, TSC: "on" } });
    const head = open((author) => author.write("services/extra.ts", 'const wrong: number = "x";\nexport default wrong;\n'));
    const previewed = await preview();
    expect([previewed.conclusion, previewed.step("preview/npx tsc").stdout]).toEqual(["failure", expect.stringContaining("extra.ts(1,7)")]);
    expect((await report(head, previewed)).results).toEqual({ report: "success" });
    expect(shown()).toMatchObject({ checks: ["failure"], comments: [expect.anything()] });
  });
});

/** Makes the artifact of a run that a hostile pull request controls. */
const ATTACKS: readonly (readonly [what: string, attack: (artifact: string) => void])[] = [
  ["is a link to a file of the runner", (artifact) => symlinkSync("/etc/passwd", join(artifact, "check.json"))],
  ["is a directory", (artifact) => mkdirSync(join(artifact, "check.json"))],
  ["is huge", (artifact) => writeFileSync(join(artifact, "check.json"), "9".repeat(9_000_000))],
  ["has no brackets at the end", (artifact) => writeFileSync(join(artifact, "check.json"), '{"findings": ['.repeat(50_000))],
  [
    "claims files outside of the repository, and mentions",
    (artifact) =>
      writeFileSync(
        join(artifact, "check.json"),
        JSON.stringify({
          stacks: 1,
          objects: 1,
          findings: [{ file: "../../etc/passwd", what: "stale", who: "@acme/all <!-- fairlead: report -->" }],
        }),
      ),
  ],
];

describe("a tampered artifact", { timeout: 300_000 }, () => {
  it.each(ATTACKS)("fails the check and stays in its comment if it %s", async (_what, attack) => {
    const head = open((author) => author.remove("stacks/latest.ts"));
    const artifact = join(runner.artifacts, "99", "preview");
    mkdirSync(artifact, { recursive: true });
    writeFileSync(join(artifact, "cloud.json"), '{"stacks":[]}');
    // It names another pull request, and brings code and another event.
    github.pullRequests.open(8, { sha: "1".repeat(40), label: "acme:other", base: "main", title: "Another change", body: "" });
    for (const file of ["event.json", "number", "fairlead.config.ts", "package.json"])
      writeFileSync(join(artifact, file), '{"pull_request":{"number":8},"number":8}');
    attack(artifact);
    const run = await report(head, { id: "99", conclusion: "success" });
    expect(run.results).toEqual({ report: "success" });
    expect(shown()).toMatchObject({ checks: ["failure"], labels: ["fairlead: deletes"], comments: [expect.stringContaining("Fairlead")] });
    expect(github.log.filter((line) => line.includes("/8"))).toEqual([]);
    const body = (github.comments[0]?.body ?? "").slice(1).replace(/(`+)[^]*?\1/g, "");
    expect(body).not.toMatch(/root:|@acme|<!-- fairlead/);
  });
});
