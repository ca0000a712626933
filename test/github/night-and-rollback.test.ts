import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoticeServer } from "../notify/server.ts";
import { ActionsRunner, type WorkflowEvent } from "./actions/actions-runner.ts";
import { MadeRepository } from "./actions/made-repository.ts";

const SCHEDULE: WorkflowEvent = { name: "schedule" };

let slack: NoticeServer;
let made: MadeRepository;
let runner: ActionsRunner;

beforeEach(async () => {
  slack = new NoticeServer();
  made = new MadeRepository();
  runner = new ActionsRunner(made.remote, {
    vars: { FAIRLEAD_NOTIFY: "on" },
    secrets: { notify: { SLACK_WEBHOOK: await slack.start() } },
    env: { FAIRLEAD_DATASTORE: `file:${made.datastore}` },
  });
});
afterEach(() => slack.stop());

const tags = (): readonly unknown[] => [made.tag("latest"), made.tag("prod")];

/** Takes the messages that Slack got since the last call. */
const heard = (): readonly string[] => slack.requests.splice(0).map(({ body }) => JSON.parse(body).text);

/** Starts the button. */
const button = (inputs: Readonly<Record<string, string>>) =>
  runner.run("rollback", { name: "workflow_dispatch", actor: "grace", inputs: { service: "hello", stacks: "", to: "", ...inputs } });

describe("rollback.yml", { timeout: 300_000 }, () => {
  it("takes a service back by one commit, which stays, and Slack hears of the hold", async () => {
    made.release(1);
    await runner.run("deploy", SCHEDULE);
    const run = await button({ stacks: "prod" });
    expect([run.results, tags()]).toEqual([{ rollback: "success", notify: "skipped" }, ["v1", "1.0"]]);
    expect(made.git("log", "-1", "--format=%an <%ae>", "main").trim()).toBe("grace <grace@users.noreply.github.com>");
    await runner.run("deploy", SCHEDULE);
    expect([tags(), heard()]).toEqual([["v1", "1.0"], ["deploy: 1 new incident; Held: hello on prod"]]);
    const author = made.clone();
    author.run(["resume", "prod/hello", "--publish"], { env: { FAIRLEAD_DATASTORE: `file:${made.datastore}` } });
    await runner.run("deploy", SCHEDULE);
    expect([tags(), heard()]).toEqual([["v1", "v1"], ["deploy: 1 resolved"]]);
  });

  it("tells Slack of each press that failed", async () => {
    for (const _press of ["first", "second"]) {
      const run = await button({ service: "nope" });
      expect([run.results, heard()]).toEqual([
        { rollback: "failure", notify: "success" },
        ["rollback: 1 new incident; Run failed: rollback"],
      ]);
    }
  });
});

describe("drift.yml", { timeout: 300_000 }, () => {
  it("tells Slack of a stale file, a bad environment and a stack whose last day is over, and of their end", async () => {
    expect((await runner.run("drift", SCHEDULE)).results).toEqual({ drift: "success", notify: "success" });
    expect(heard()).toEqual([]);
    made.push(
      "main",
      "By hand",
      (author) => {
        author.edit("pulumi-gen/prod/services/hello/deployment-hello.yaml", "memory: 128Mi", "memory: 129Mi");
        author.edit("stacks/latest.ts", 'namespace: "shop",', 'namespace: "shop", expires: "2026-01-02",');
      },
      false,
    );
    const bad = await runner.run("drift", SCHEDULE);
    expect(bad.results).toEqual({ drift: "failure", notify: "success" });
    const ends = Object.fromEntries((bad.jobs[0]?.steps ?? []).map(({ name, outcome }) => [name, outcome]));
    expect(ends).toMatchObject({
      "Environment and certificates": "success",
      "Generated files": "failure",
      "Expired stacks": "failure",
      Clouds: "skipped",
    });
    expect(bad.step("drift/Expired stacks").stdout).toBe("latest: its last day was 2026-01-02\nfalse\n");
    expect(heard()).toEqual(["drift: 2 new incidents; Expired: latest; Refused: drift"]);
    made.push("main", "Undo", (author) => author.git("revert", "--no-commit", "HEAD"), false);
    await runner.run("drift", SCHEDULE);
    expect(heard()).toEqual(["drift: 2 resolved"]);
  });
});
