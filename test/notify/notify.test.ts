import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { TestProject } from "../project.ts";
import { NoticeServer } from "./server.ts";

const HELD = {
  outcomes: { held: 1, keep: 3 },
  decisions: [{ stack: "staging", service: "cartservice", outcome: "held", reason: "Ada rolled back v2", hint: null }],
  render: { seconds: 1.5, created: [], changed: ["a", "b"], removed: [] },
};
const CLEAN = { ...HELD, decisions: [], outcomes: { keep: 4 } };
const CONFIG = `import { defineConfig, podMonitoring } from "fairlead";

export default defineConfig({
  name: "online-boutique",
  repository: { url: "https://github.com/example/online-boutique-ops.git" },
  monitoring: podMonitoring(),
  notify: { slack: { webhook: "SLACK_WEBHOOK", channels: { "shopping@example.com": "SLACK_SHOP" } } },
});
`;

const Told = z.object({
  opened: z.array(z.object({ key: z.string() })),
  open: z.array(z.string()),
  resolved: z.array(z.string()),
  told: z.array(z.string()),
  failures: z.array(z.object({ to: z.string(), message: z.string() })),
});

describe("fairlead notify", () => {
  let slack: NoticeServer;
  let shop: NoticeServer;
  let env: NodeJS.ProcessEnv;
  let project: TestProject;

  beforeEach(async () => {
    [slack, shop] = [new NoticeServer(), new NoticeServer()];
    env = {
      SLACK_WEBHOOK: await slack.start(),
      SLACK_SHOP: await shop.start(),
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "acme/ops",
      GITHUB_RUN_ID: "7",
      GITHUB_ACTOR: "ada",
    };
    project = new TestProject();
    project.write("fairlead.config.ts", CONFIG);
  });
  afterEach(() => Promise.all([slack.stop(), shop.stop()]));

  /** Runs the command beside the servers of this process. */
  async function tell(result: unknown, ...flags: readonly string[]) {
    if (result !== undefined) project.write("up.json", typeof result === "string" ? result : JSON.stringify(result));
    const args = ["notify", "--from", "up.json", "--run", "up", "--state", "incidents.json", "--json", ...flags];
    const { status, stdout, stderr } = await project.start(args, env).done;
    return { status, stderr, ...Told.parse(JSON.parse(stdout)) };
  }

  it("tells the owner's channel of a hold once, and once more when it is over", async () => {
    expect(await tell(HELD)).toMatchObject({
      status: 0,
      stderr: "",
      opened: [{ key: "hold staging/cartservice" }],
      told: ["Slack (SLACK_SHOP)"],
    });
    expect(slack.requests).toEqual([]);
    expect(JSON.parse(shop.requests[0]?.body ?? "")).toMatchObject({
      blocks: [
        { type: "header", text: { text: "up: 1 new incident" } },
        {
          text: {
            text: "*Held: cartservice on staging*\nAda rolled back v2\nNext: `npx fairlead resume cartservice --stack staging`",
            verbatim: true,
          },
        },
        { elements: [{ text: "started by ada, <https://github.com/acme/ops/actions/runs/7|the run>" }] },
      ],
    });
    expect(await tell(HELD)).toMatchObject({ opened: [], open: ["Held: cartservice on staging"], told: [] });
    expect(await tell(CLEAN)).toMatchObject({ resolved: ["Held: cartservice on staging"], told: ["Slack (SLACK_SHOP)"] });
    expect(await tell(CLEAN)).toMatchObject({ resolved: [], told: [] });
    expect(shop.requests).toHaveLength(2);
    expect(shop.requests[1]?.body).toContain("Resolved: Held: cartservice on staging");
  });

  it("keeps known incidents while runs fail, and tells of the failure in the main channel", async () => {
    await tell(HELD);
    const error = {
      code: "REFUSED",
      message: "the run deletes 3 files",
      hint: "npx fairlead publish --allow-deletions 1a2b",
      problems: [],
    };
    expect(await tell({ error })).toMatchObject({
      opened: [{ key: "deletions up" }],
      open: ["Held: cartservice on staging"],
      resolved: [],
      told: ["Slack (SLACK_WEBHOOK)"],
    });
    expect(slack.requests[0]?.body).toContain("`npx fairlead publish --allow-deletions 1a2b`");
    expect(await tell(HELD)).toMatchObject({ open: ["Held: cartservice on staging"], resolved: ["Deletions refused: up"] });
  });

  it.each<readonly [string, string | undefined]>([
    ["no file", undefined],
    ["an empty file", ""],
    ["half a document", '{ "decisions": ['],
    ["another document", "[1, 2]"],
  ])("takes %s for a failed run", async (_what, text) => {
    expect(await tell(text)).toMatchObject({ status: 0, opened: [{ key: "failed up" }], told: ["Slack (SLACK_WEBHOOK)"] });
  });

  it("says if Slack refuses, exits 0, and tells the next time", async () => {
    shop.answer({ status: 403, body: "invalid_token" });
    const refused = await tell(HELD);
    expect(refused).toMatchObject({
      status: 0,
      stderr: "warning: Slack (SLACK_SHOP) was not told: it answered 403: invalid_token\n",
      failures: [{ to: "Slack (SLACK_SHOP)", message: "it answered 403: invalid_token" }],
      told: [],
    });
    expect(await tell(HELD)).toMatchObject({ opened: [{ key: "hold staging/cartservice" }], told: ["Slack (SLACK_SHOP)"], failures: [] });
  });

  it("waits as long as a busy Slack asks", async () => {
    shop.answer({ status: 429, headers: { "retry-after": "1" } });
    expect(await tell(HELD)).toMatchObject({ status: 0, failures: [], told: ["Slack (SLACK_SHOP)"] });
    expect(shop.requests).toHaveLength(2);
  });

  it.each<readonly [string, NodeJS.ProcessEnv, string]>([
    ["a variable that is not set", { SLACK_SHOP: "" }, "the variable SLACK_SHOP is not set; it has the address of the webhook"],
    ["a variable without an address", { SLACK_SHOP: "secret-token" }, "the variable SLACK_SHOP has no address of a webhook"],
  ])("names %s, and never its value", async (_what, changed, message) => {
    env = { ...env, ...changed };
    const { status, stderr, failures } = await tell(HELD);
    expect([status, failures]).toEqual([0, [{ to: "Slack", message }]]);
    expect(stderr).not.toContain("secret");
  });

  it("names a cause once, and needs no Slack for metrics", async () => {
    project.write("fairlead.config.ts", CONFIG.replace(/ {2}notify: .*\n/, ""));
    const many = { ...HELD, decisions: [...HELD.decisions, { ...HELD.decisions[0], stack: "latest" }] };
    expect(await tell(many)).toMatchObject({ status: 0, opened: [{}, {}], failures: [{ to: "Slack" }] });
    expect(await tell(many, "--metrics", "run.prom")).toMatchObject({ opened: [{}, {}], failures: [], told: [] });
  });

  it("refuses an address in the config without showing it", () => {
    project.write("fairlead.config.ts", CONFIG.replace('"SLACK_WEBHOOK"', '"https://hooks.slack.com/services/T0/B0/secret"'));
    const { status, stderr } = project.run(["check"]);
    expect([status, stderr]).toEqual([3, expect.stringContaining("notify.slack.webhook: is not the name of an environment variable")]);
    expect(stderr).not.toContain("hooks.slack.com");
  });

  it("writes the figures of a run, and pushes them", async () => {
    const gateway = new NoticeServer();
    const address = (await gateway.start()).replace("/services/T0/B0/secret", "/");
    await tell(HELD, "--metrics", "run.prom", "--pushgateway", address);
    const text = project.read("run.prom");
    expect(text).toContain('fairlead_run_services{run="up",outcome="held"} 1\n');
    expect(text).toContain('fairlead_run_files{run="up",change="changed"} 2\n');
    expect(text).toContain('fairlead_run_phase_seconds{run="up",phase="render"} 1.5\n');
    expect(text).toContain('fairlead_incidents{run="up",kind="hold"} 1\n');
    expect(text.endsWith("# EOF\n")).toBe(true);
    expect(gateway.requests.map(({ method, path, body }) => [method, path, body.includes("# EOF")])).toEqual([
      ["PUT", "/metrics/job/fairlead/run@base64/dXA", false],
    ]);
    await gateway.stop();
    expect(await tell(HELD, "--pushgateway", address)).toMatchObject({
      status: 0,
      failures: [{ to: "the Pushgateway", message: "no connection: ECONNREFUSED" }],
    });
  }, 120_000);

  it("says if it cannot keep the open incidents", async () => {
    project.write("incidents.json", "{");
    const broken = await tell(HELD);
    expect(broken.failures).toEqual([
      { to: expect.stringContaining("incidents.json"), message: "is malformed, so every incident counts as new" },
    ]);
    expect(await tell(HELD)).toMatchObject({ failures: [], opened: [] });
    project.remove("incidents.json");
    project.write("incidents.json/x", "");
    expect(await tell(HELD)).toMatchObject({ status: 0, told: ["Slack (SLACK_SHOP)"], failures: [{}, {}] });
  });
});
