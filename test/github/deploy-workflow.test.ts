import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LocalCloud } from "../../lib/pulumi/local/local-cloud.ts";
import { HAS_ENGINE, reportSkipped } from "../engine/engine.ts";
import { NoticeServer } from "../notify/server.ts";
import { ActionsRunner, type WorkflowEvent } from "./actions/actions-runner.ts";
import { MadeRepository } from "./actions/made-repository.ts";

reportSkipped();

const PUSH: WorkflowEvent = { name: "push" };
const DISPATCH: WorkflowEvent = { name: "repository_dispatch", payload: { action: "fairlead-release" } };
const SCHEDULE: WorkflowEvent = { name: "schedule" };

/** The results of the jobs if no cloud changes. */
const GOOD = { plan: "success", cloud: "skipped", publish: "success", notify: "success" };

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

describe("deploy.yml", { timeout: 300_000 }, () => {
  it("brings a recorded release to main by one commit, also if events come twice or not at all", async () => {
    made.release(1);
    expect((await runner.run("deploy", DISPATCH)).results).toEqual(GOOD);
    expect([tags(), made.git("log", "-1", "--format=%an", "main")]).toEqual([["v1", "v1"], "Fairlead\n"]);
    expect((await runner.run("deploy", DISPATCH)).results).toEqual(GOOD);
    expect(made.subjects()).toEqual(["Deploy hello v1 to latest and prod", "First render"]);
    // The event of this release is lost.
    made.release(2);
    const run = await runner.run("deploy", SCHEDULE);
    expect([run.results, tags(), made.subjects().length, heard()]).toEqual([GOOD, ["v2", "v2"], 3, []]);
    const steps = run.jobs.flatMap((job) => job.steps);
    expect(steps.filter(({ env }) => JSON.stringify(env).includes("T0/B0/secret")).map(({ name }) => name)).toEqual(["Tell Slack"]);
  });

  it("tells Slack of refused deletions once, and of their end", async () => {
    made.push("main", "Without latest", (author) => author.remove("stacks/latest.ts"), false);
    const run = await runner.run("deploy", PUSH);
    expect([run.results, run.conclusion]).toEqual([{ ...GOOD, publish: "failure" }, "failure"]);
    expect(slack.requests[0]?.body).toMatch(/Next: if all of this may go: `npx fairlead publish --allow-deletions [0-9a-f]{12}`/);
    expect(heard()).toEqual(["deploy: 1 new incident; Deletions refused: deploy"]);
    await runner.run("deploy", SCHEDULE);
    expect(heard()).toEqual([]);
    made.push("main", "With latest", (author) => author.git("revert", "--no-commit", "HEAD"), false);
    await runner.run("deploy", PUSH);
    expect(heard()).toEqual(["deploy: 1 resolved"]);
  });

  it("tells Slack if it cannot start, and ends as it did if Slack is down", async () => {
    made.push("main", "Broken", (author) => author.write("services/hello.ts", "export default 1;\n"), false);
    slack.answer({ status: 404, body: "no_service" });
    const run = await runner.run("deploy", PUSH);
    expect([run.results, run.conclusion]).toEqual([{ ...GOOD, publish: "failure" }, "failure"]);
    expect(slack.requests[0]?.body).toContain("services/hello.ts: ");
    expect(run.step("notify/Tell Slack")).toMatchObject({
      outcome: "success",
      stderr: "warning: Slack (SLACK_WEBHOOK) was not told: it answered 404: no_service\n",
    });
    heard();
    await runner.run("deploy", SCHEDULE);
    expect(heard()).toEqual(["deploy: 1 new incident; Run failed: deploy"]);
  });

  it("does nothing if it is off", async () => {
    runner.set({ vars: { FAIRLEAD_DEPLOY: "off", FAIRLEAD_NOTIFY: "on" } });
    const run = await runner.run("deploy", SCHEDULE);
    expect(run.results).toEqual({ plan: "skipped", cloud: "skipped", publish: "skipped", notify: "skipped" });
  });

  it.skipIf(!HAS_ENGINE)("publishes the other stacks if the cloud of one fails, tells Slack, heals, and sees drift", async () => {
    made.push("main", "A cache", (author) => {
      author.edit("services/hello.ts", "{ defineService }", "{ defineService, redis }");
      author.edit("services/hello.ts", "env: ({ ports }) => ({ PORT: ports.http }),", CACHE);
      for (const [stack, range] of Object.entries({ latest: "10.20.0.0/16", prod: "10.30.0.0/16" }))
        author.edit(`stacks/${stack}.ts`, "services:", `privateRange: "${range}", services:`);
    });
    runner.fail({ kind: "quota", operation: "create", urn: "redis/instance:Instance::prod" });
    made.release(1);
    const vars = { WORKLOAD_IDENTITY_PROVIDER: "local", SERVICE_ACCOUNT: "local", FAIRLEAD_NOTIFY: "on" };
    runner.set({ vars, env: { FAIRLEAD_DATASTORE: `file:${made.datastore}`, FAIRLEAD_ENGINE: "auto" } });
    const failed = await runner.run("deploy", DISPATCH);
    const ends = { plan: "success", "cloud latest": "success", "cloud prod": "failure", publish: "failure", notify: "success" };
    expect([failed.results, tags()]).toEqual([ends, ["v1", "1.0"]]);
    expect(failed.errors).toContain("warning: stacks/prod.ts: is not published: prod.needs-1 failed");
    expect(heard()).toEqual(["deploy: 1 new incident; Run failed: deploy of prod"]);
    runner.fail();
    const healed = await runner.run("deploy", SCHEDULE);
    expect([healed.results, tags()]).toEqual([
      { plan: "success", "cloud prod": "success", publish: "success", notify: "success" },
      ["v1", "v1"],
    ]);
    expect(heard()).toEqual(["deploy: 1 resolved"]);
    // A person deletes the server of prod by hand.
    const cloud = new LocalCloud(join(runner.cloud, "cloud"));
    const server = cloud.list().find(({ type, inputs }) => type === "gcp:redis/instance:Instance" && inputs["project"] === "shop-prod");
    expect(server).toBeDefined();
    cloud.delete(server?.type ?? "", server?.id ?? "");
    const night = await runner.run("drift", SCHEDULE);
    expect([night.results, night.step("drift/Clouds").outcome]).toEqual([{ drift: "failure", notify: "success" }, "failure"]);
    expect(heard()).toEqual(["drift: 1 new incident; Drift: prod"]);
  });
});

const CACHE = `needs: { carts: redis({ memoryGb: 1 }) },
  env: ({ ports, needs }) => ({ PORT: ports.http, CACHE: needs.carts.address }),`;
