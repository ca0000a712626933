import { describe, expect, it } from "vitest";
import { type Answer, serveApi } from "../../test/health/api-server.ts";
import { githubCheck } from "../app/health/github-check.ts";
import { commitStates } from "./commit-states.ts";

const TOKEN = "ghs_s3cret";
const SPEC = { kind: "github", owner: "acme", repo: "tests", branch: "release/1", check: "smoke", token: "GH_TOKEN" } as const;
const PAIR = { stack: "staging", service: "cart", image: undefined, since: "2026-06-01T10:00:00Z" };
const AFTER = "2026-06-01T10:05:00Z";

interface Found {
  readonly runs?: readonly object[];
  readonly statuses?: readonly object[];
}

const run = (conclusion: string | null, at: string | null = AFTER, status = "completed") => ({
  name: "smoke",
  conclusion,
  status,
  completed_at: at,
});
const status = (state: string, context = "smoke") => ({ context, state, updated_at: AFTER });

/** Answers both questions as the API does. */
const found =
  ({ runs = [], statuses = [] }: Found) =>
  (path: string): Answer =>
    path.includes("/check-runs")
      ? { headers: { "content-type": "application/json" }, body: { total_count: runs.length, check_runs: runs } }
      : { headers: { "content-type": "application/json" }, body: { state: "x", statuses } };

async function check(answer: Answer | ((path: string) => Answer), env: Record<string, string> = { GH_TOKEN: TOKEN }) {
  const server = await serveApi(answer);
  const reasons = await githubCheck(SPEC)(
    { stacks: ["staging"], pairs: [PAIR] },
    { env: { ...env, GITHUB_API_URL: server.url }, commitStates },
  );
  return { server, said: reasons.map(({ state, reason }) => `${state}: ${reason.replaceAll(server.host, "HOST")}`) };
}

const NAME = "the check smoke on release/1 of acme/tests";

describe("the check of GitHub", () => {
  it.each<readonly [string, Found, readonly string[]]>([
    ["a check run that passed", { runs: [run("success")] }, []],
    ["a commit status that passed", { statuses: [status("success"), status("failure", "lint")] }, []],
    ["a check run that failed", { runs: [run("failure")] }, [`failed: ${NAME} is failure and not success`]],
    [
      "a status that failed beside a run that passed",
      { runs: [run("success")], statuses: [status("error")] },
      [`failed: ${NAME} is error and not success`],
    ],
    ["a run that took too long", { runs: [run("timed_out")] }, [`failed: ${NAME} is timed_out and not success`]],
    ["a run that goes on", { runs: [run(null, null, "in_progress")] }, [`unknown: ${NAME} is in_progress and not success`]],
    ["a skipped run", { runs: [run("skipped")] }, [`unknown: ${NAME} is skipped and not success`]],
    ["a pending status", { statuses: [status("pending")] }, [`unknown: ${NAME} is pending and not success`]],
    ["no check of this name", { statuses: [status("success", "lint")] }, [`unknown: ${NAME} is unknown: the newest commit has none`]],
    [
      "a result from before the pair",
      { runs: [run("success", "2026-06-01T09:59:00Z")] },
      [`unknown: ${NAME} passed 2026-06-01 09:59 UTC, before staging ran the pair of cart`],
    ],
  ])("%s", async (_what, states, said) => {
    expect((await check(found(states))).said).toEqual(said);
  });

  it("asks for the newest commit of the branch with the token", async () => {
    const { server } = await check(found({ runs: [run("success")] }));
    expect(server.requests.toSorted()).toEqual([
      `/repos/acme/tests/commits/heads/release/1/check-runs?per_page=100&check_name=smoke&filter=latest token ${TOKEN}`,
      `/repos/acme/tests/commits/heads/release/1/status?per_page=100 token ${TOKEN}`,
    ]);
  });

  it.each<readonly [string, Answer, string]>([
    [
      "a refused token",
      { status: 401, body: { message: `Bad credentials ${TOKEN}` } },
      "HOST answered 401: there is no such branch, or the token may not read it",
    ],
    [
      "an unknown branch",
      { status: 422, body: { message: "No commit found for SHA" } },
      "HOST answered 422: there is no such branch, or the token may not read it",
    ],
    ["a failing server", { status: 502 }, "HOST answered 502"],
  ])("has no result with %s", async (_what, answer, reason) => {
    expect((await check(answer)).said).toEqual([`unknown: ${NAME} is unknown: ${reason}`]);
  });

  it("asks nothing without a token", async () => {
    const { said, server } = await check(found({}), {});
    expect([said, server.requests]).toEqual([[`unknown: ${NAME} is unknown: the environment variable GH_TOKEN is not set`], []]);
  });

  it("has no result if nothing answers", async () => {
    const reasons = await githubCheck(SPEC)(
      { stacks: ["staging"], pairs: [PAIR] },
      { env: { GH_TOKEN: TOKEN, GITHUB_API_URL: "http://127.0.0.1:9" }, commitStates },
    );
    expect(reasons).toEqual([{ state: "unknown", reason: expect.stringContaining(`${NAME} is unknown: `) }]);
  });
});
