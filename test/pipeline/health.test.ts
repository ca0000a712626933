import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, serveApi } from "../health/api-server.ts";
import { BIN, environment } from "../project.ts";
import { type TravelClone, TravelFleet } from "./travel-fleet.ts";

const TOKEN = "s3cret-token";

/** Answers an instant query of Prometheus with a number. */
const value = (number: string): Answer => ({
  body: { status: "success", data: { resultType: "vector", result: [{ metric: { job: "cart" }, value: [1, number] }] } },
});

/** Runs a command while the server of this process answers. */
async function run(clone: TravelClone, ...args: readonly string[]): Promise<{ readonly status: number; readonly text: string }> {
  const env = environment({ ...clone.environment(), PROMETHEUS_TOKEN: TOKEN });
  const started = promisify(execFile)(process.execPath, [BIN, ...args], { cwd: clone.root, env });
  try {
    const { stdout, stderr } = await started;
    return { status: 0, text: `${stdout}${stderr}` };
  } catch (error) {
    const { code = 1, stdout = "", stderr = "" } = error as { code?: number; stdout?: string; stderr?: string };
    return { status: code, text: `${stdout}${stderr}` };
  }
}

/** Adds a query of errors to the stage staging. */
function addCheck(clone: TravelClone, url: string, more = ""): void {
  const check = `{ prometheus: "${url}", query: "errors", below: 0.01, token: "PROMETHEUS_TOKEN" }`;
  clone.edit("stacks/pipeline.ts", 'soak: "1h"', `soak: "1h", health: [${check}]${more}`);
  clone.push("Check the errors of staging");
}

/** Brings v2 to staging. */
async function toStaging(fleet: TravelFleet, clone: TravelClone): Promise<void> {
  fleet.record("cart", 2);
  for (const minutes of [0, 30]) {
    fleet.wait(minutes);
    expect(await run(clone, "publish")).toMatchObject({ status: 0 });
  }
  expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
}

describe("the health of a wave, over Prometheus", () => {
  beforeAll(() => TravelFleet.settle(), 300_000);

  it("holds the next wave, names metric, value and threshold, and lets it go on later", async () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    let errors = "0.07";
    const { url } = await serveApi(() => value(errors));
    addCheck(clone, url);
    await toStaging(fleet, clone);
    fleet.wait(60);
    await run(clone, "publish");
    expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
    clone.git("pull", "--quiet");
    const plan = await run(clone, "plan");
    expect(plan.text).toContain('it waits for the stage staging, which is not healthy: errors of {job="cart"} is 0.07 and not below 0.01');
    errors = "0.001";
    await run(clone, "publish");
    expect(fleet.tags()).toEqual(["v2", "v2", "v2", "v1"]);
  }, 120_000);

  it("rolls the wave back if the stage says so, and the release stays off", async () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    let errors: Answer = value("0.001");
    const { url, requests } = await serveApi(() => errors);
    addCheck(clone, url, ', onFailure: "rollback"');
    await toStaging(fleet, clone);
    // A check without a result rolls nothing back.
    errors = { status: 401, body: { error: `no ${TOKEN}` } };
    fleet.wait(10);
    await run(clone, "publish");
    expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
    errors = value("0.5");
    const published = await run(clone, "publish");
    expect(published.status).toBe(0);
    expect(published.text).toContain(
      'v2 is rolled back, because the stage staging is not healthy: errors of {job="cart"} is 0.5 and not below 0.01',
    );
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    clone.git("pull", "--quiet");
    expect(clone.git("log", "-1", "--format=%B")).toContain(
      '- cart v2 -> v1 (errors of {job="cart"} is 0.5 and not below 0.01) on staging',
    );
    expect(clone.read("pulumi-gen/staging/versions.yaml")).toMatch(/ {4}by: a health check\n(?: {4}.*\n)* {4}reason: .?errors of /);
    for (const minutes of [10, 300]) {
      fleet.wait(minutes);
      await run(clone, "publish");
    }
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    clone.git("pull", "--quiet");
    const plan = await run(clone, "plan");
    expect(plan.text).toMatch(/v2 was rolled back by a health check in \w{7} \(.*\), because errors of \{job="cart"\} is 0\.5/);
    errors = value("0");
    fleet.record("cart", 3);
    for (const minutes of [0, 30]) {
      fleet.wait(minutes);
      await run(clone, "publish");
    }
    expect(fleet.tags()).toEqual(["v3", "v3", "v1", "v1"]);
    expect(requests.every((request) => request.endsWith(`Bearer ${TOKEN}`))).toBe(true);
    expect(`${published.text}${plan.text}${clone.git("log", "-p", "-5")}`).not.toContain(TOKEN);
  }, 180_000);
});
