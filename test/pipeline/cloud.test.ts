import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { lastingDirectory } from "../temporary-directory.ts";
import { STACKS, type TravelClone, TravelFleet } from "./travel-fleet.ts";

/** A decision of `plan` about a cloud. */
interface CloudDecision {
  readonly stack: string;
  readonly service: string;
  readonly outcome: string;
  readonly reason: string;
  readonly to?: { readonly config?: string };
}

/** Returns the decisions of `plan` about clouds. */
function planned(clone: TravelClone): readonly CloudDecision[] {
  const { stdout, stderr } = clone.run("plan", "--json");
  const { decisions }: { readonly decisions?: readonly CloudDecision[] } = JSON.parse(stdout);
  if (decisions === undefined) throw new Error(stderr + stdout);
  return decisions.filter(({ service }) => service === "cloud");
}

/** A fleet whose cart needs a secret, and whose clouds all came up. Tests copy it. */
let settled: TravelFleet | undefined;

/** A fleet in which a test publishes as the workflow does. */
class CloudTravel {
  readonly fleet: TravelFleet;
  readonly clone: TravelClone;
  readonly #before: Readonly<Record<string, readonly string[]>>;

  constructor(fleet = settled?.copy() ?? TravelFleet.settled(), clone = fleet.clone()) {
    [this.fleet, this.clone] = [fleet, clone];
    this.#before = { cloud: fleet.running("cloud"), cart: fleet.running("cart") };
  }

  /** Makes the fleet that tests copy. */
  static settle(): void {
    TravelFleet.settle();
    const fleet = TravelFleet.settled(lastingDirectory());
    const story = new CloudTravel(fleet, fleet.clone(lastingDirectory()));
    addNeed(story.clone, "events");
    for (const minutes of [0, 30, 60, 120]) story.publish(minutes);
    fleet.wait(120);
    settled = fleet;
  }

  /** Publishes as the workflow does: each cloud that may move came up in a job before, except those in `failed`. */
  publish(minutes: number, failed: readonly string[] = []): void {
    this.fleet.wait(minutes);
    this.clone.git("pull", "--quiet");
    const up = planned(this.clone).filter(({ stack, outcome }) => (outcome === "new" || outcome === "advance") && !failed.includes(stack));
    this.clone.publish(...up.flatMap(({ stack, to }) => ["--cloud-up", `${stack}=${to?.config ?? ""}`]));
    this.clone.git("pull", "--quiet");
  }

  /** Publishes, and returns 1 for each stack whose cloud has changed since the beginning, in the order of the waves. */
  deploy(minutes: number, failed: readonly string[] = []): string {
    this.publish(minutes, failed);
    return this.changed("cloud");
  }

  /** Returns 1 for each stack whose entry has another configuration than at the beginning. */
  changed(service: "cart" | "cloud"): string {
    return this.fleet
      .running(service)
      .map((text, at) => (text.split(" ")[1] === this.#before[service]?.[at]?.split(" ")[1] ? 0 : 1))
      .join(" ");
  }
}

/** Adds a secret to the needs of cart. */
function addNeed(clone: TravelClone, name: string): void {
  clone.write("services/cart.ts", clone.read("services/cart.ts").replace("import { defineService", "import { defineService, secret"));
  const hasNeeds = clone.read("services/cart.ts").includes("needs: {");
  if (hasNeeds) clone.edit("services/cart.ts", "needs: {", `needs: { ${name}: secret(),`);
  else clone.edit("services/cart.ts", "scale:", `needs: { ${name}: secret() },\n  scale:`);
  clone.write("services/cart.ts", clone.read("services/cart.ts").replace("secret, secret", "secret"));
  clone.push(`Need ${name}`);
}

/** Writes what a job that brings up a cloud leaves behind. */
function writeJob(clone: TravelClone, stack: string, result: object): void {
  mkdirSync(join(clone.root, "..", "jobs", `cloud-${stack}`), { recursive: true });
  writeFileSync(join(clone.root, "..", "jobs", `cloud-${stack}`, "cloud.json"), JSON.stringify(result));
}

describe("the cloud of stacks in a pipeline", () => {
  beforeAll(() => CloudTravel.settle(), 600_000);

  it("travels from wave to wave, with the service that needs it", () => {
    const story = new CloudTravel();
    const { fleet, clone } = story;
    addNeed(clone, "orders");
    expect(story.deploy(0)).toBe("1 0 0 0");
    expect(story.changed("cart")).toBe("1 0 0 0");
    expect(clone.read("pulumi-gen/latest/versions.yaml")).toMatch(/^cloud:\n {2}config: '?[0-9a-f]{12}'?\n {2}seq: 2\n {2}tag: specs$/m);
    expect(clone.run("plan").stdout).toMatch(
      /waiting {2}cloud {2,}configuration {2,}on staging\n +it waits for latest, which runs the present configuration since .*; 30m of 30m left/,
    );
    for (const command of ["check", "render"]) expect(clone.run(command)).toMatchObject({ status: 0 });
    expect(clone.git("status", "--porcelain")).toBe("");
    expect(story.deploy(29)).toBe("1 0 0 0");
    expect(story.deploy(1)).toBe("1 1 0 0");
    expect(story.deploy(60)).toBe("1 1 1 0");
    expect(story.deploy(120)).toBe("1 1 1 1");
    expect(story.changed("cart")).toBe("1 1 1 1");
    expect(planned(clone)).toEqual([]);
    fleet.record("cart", 2);
    for (const minutes of [0, 30, 60, 120]) story.deploy(minutes);
    // A release changes no cloud.
    expect(clone.git("log", "-4", "--format=%B")).not.toContain("cloud");
  }, 300_000);

  it("keeps its entry if it did not come up, and holds back the service that needs it", () => {
    const story = new CloudTravel();
    const { clone } = story;
    addNeed(clone, "orders");
    expect(story.deploy(0, ["latest"])).toBe("0 0 0 0");
    expect(story.changed("cart")).toBe("0 0 0 0");
    const published = clone.publish();
    expect(published.stdout).toMatch(/waiting {2}cloud .*on latest\n +no run has brought it up yet\n +.*up --only cloud --stack latest/);
    expect(published.stdout).toContain("it waits for the cloud of latest: no run has brought it up yet");
    clone.edit("services/cart.ts", "max: 4", "max: 5");
    clone.push("More pods");
    expect(story.deploy(0)).toBe("1 0 0 0");
    expect(story.changed("cart")).toBe("1 0 0 0");
  }, 300_000);

  it("follows an override of one stack at once", () => {
    const story = new CloudTravel();
    const { clone } = story;
    clone.edit("stacks/prod-us.ts", "services: allServices", 'cloud: { registry: { repositories: ["shop"] } }, services: allServices');
    clone.push("A registry for prod-us");
    expect(story.deploy(0)).toBe("0 0 0 1");
  }, 300_000);

  it("stays where a person holds it, until a person resumes it", () => {
    const story = new CloudTravel();
    const { clone } = story;
    addNeed(clone, "orders");
    expect(clone.run("hold", "cloud", "--stack", "prod-eu", "--reason", "the sale", "--publish")).toMatchObject({ status: 0 });
    for (const minutes of [0, 30]) story.deploy(minutes);
    expect(story.deploy(300)).toBe("1 1 0 0");
    expect(story.changed("cart")).toBe("1 1 0 0");
    expect(clone.run("plan").stdout).toMatch(/held {5}cloud {2,}configuration {2,}on prod-eu\n +held by .*: the sale\n/);
    expect(clone.run("resume", "prod-eu/cloud", "--publish")).toMatchObject({ status: 0 });
    clone.git("pull", "--quiet");
    expect(story.deploy(0)).toBe("1 1 1 0");
  }, 300_000);

  it("stays off after a revert of its wave", () => {
    const story = new CloudTravel();
    const { clone } = story;
    addNeed(clone, "orders");
    story.deploy(0);
    expect(story.deploy(30)).toBe("1 1 0 0");
    clone.git("revert", "--no-edit", "HEAD");
    clone.git("push", "--quiet");
    expect(story.deploy(300)).toBe("1 0 0 0");
    expect(clone.run("plan").stdout).toMatch(
      /held {5}cloud {2,}configuration {2,}on staging\n +the present configuration was taken off by/,
    );
    expect(clone.run("resume", "staging/cloud", "staging/cart", "--publish").stderr).toContain("it waits for the cloud of staging");
    expect(clone.run("resume", "staging/cloud", "--publish")).toMatchObject({ status: 0 });
    expect(story.deploy(0)).toBe("1 1 0 0");
  }, 300_000);

  it("gets a job in the workflow if it may move, and its result moves the entry", () => {
    const { clone } = new CloudTravel();
    addNeed(clone, "orders");
    const matrix = clone.run("ci", "matrix", "--json");
    const { include, decisions } = JSON.parse(matrix.stdout);
    expect(include).toEqual([{ stack: "latest", tier: "latest" }]);
    const jobs = join(clone.root, "..", "jobs");
    writeJob(clone, "latest", { shards: [], interrupted: false, decisions });
    const collected = clone.run("ci", "collect", "--from", jobs, "--matrix", JSON.stringify({ include }));
    const config = planned(clone).find(({ stack }) => stack === "latest")?.to?.config;
    expect(collected.stdout).toBe(`publish=true\nstacks=--cloud-up latest=${config}\n`);
  }, 300_000);

  it("says in a preview what follows later, and the losses of later waves count", () => {
    const { clone } = new CloudTravel();
    clone.edit("services/cart.ts", "events: secret()", "news: secret()");
    const { status, stdout } = clone.run("preview", "--only", "cloud", "--base", "HEAD");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^latest {2}project shop-latest {2}1 deleted, 1 created$/m);
    expect(stdout).toMatch(/^staging {2}project shop-staging {2}1 deleted, .* {2}later, after the stage latest has run it for 30m$/m);
    expect(stdout).toMatch(/^prod-us .* {2}later, after wave 1 of prod has run it for 2h$/m);
    expect(stdout).toMatch(/cloud: delete: .*on prod-eu: .*; later, after the stage staging has run it for 1h$/m);
    expect(stdout).toContain("4 resources would be deleted or replaced, 2 of them protected, 3 of them later");
  }, 300_000);

  it("leaves no entry behind if the pipeline goes", () => {
    const story = new CloudTravel();
    const { fleet, clone } = story;
    clone.git("rm", "--quiet", "stacks/pipeline.ts");
    clone.push("No pipeline");
    clone.publish();
    clone.git("pull", "--quiet");
    for (const stack of STACKS) expect(clone.read(`pulumi-gen/${stack}/versions.yaml`)).not.toContain("cloud:");
    expect(fleet.running("cloud")).toEqual(["- -", "- -", "- -", "- -"]);
  }, 600_000);
});
