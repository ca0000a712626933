import { describe, expect, it, vi } from "vitest";
import { check } from "../../lib/app/check.ts";
import { freeze } from "../../lib/app/freeze/freeze.ts";
import { thaw } from "../../lib/app/freeze/thaw.ts";
import type { Clone } from "../publish/clone.ts";
import { Remote, REPOSITORIES, type Repositories, stackFile } from "../publish/ops-repo.ts";

const PIPELINE = `import { definePipeline } from "fairlead";
export default definePipeline({
  stages: [
    { name: "latest", tier: "latest", soak: "30m" },
    { name: "prod", waves: [["prod"], ["prod-us"]], soak: "1h" },
  ],
});
`;

const START = Date.parse("2026-12-01T08:00:00Z");

/** A fleet of three waves, whose clock the test moves. */
class WaveFleet {
  readonly remote: Remote;
  #clone: Clone | undefined;
  #minutes = 0;

  constructor(repositories: Repositories) {
    this.remote = new Remote(repositories);
  }

  get clone(): Clone {
    if (this.#clone === undefined) throw new Error("start() comes first");
    return this.#clone;
  }

  /** Starts with v1 of cart and mail, and the present configuration, on every stack. */
  async start(): Promise<this> {
    this.#clone = await this.remote.start();
    this.clone.write("stacks/prod-us.ts", stackFile("prod-us", "prod", '\n  region: "us-east1",').replace('region: "europe-west1", ', ""));
    this.clone.write("stacks/pipeline.ts", PIPELINE);
    this.clone.push("Add a pipeline");
    for (let wave = 0; wave < 3; wave += 1) await this.after(120);
    return this;
  }

  /** Lets minutes pass, and publishes. @returns the tags of cart, wave by wave */
  async after(minutes: number, service = "cart"): Promise<readonly (string | undefined)[]> {
    this.#minutes += minutes;
    const now = new Date(START + this.#minutes * 60_000).toISOString().replace(".000Z", "Z");
    this.clone.now = now;
    vi.stubEnv("GIT_COMMITTER_DATE", now);
    vi.stubEnv("GIT_AUTHOR_DATE", now);
    await this.clone.publish();
    return this.tags(service);
  }

  tags(service = "cart"): readonly (string | undefined)[] {
    return ["latest", "prod", "prod-us"].map((stack) => this.remote.tag(stack, service));
  }

  /** Returns the generated files of cart on a stack, as the newest commit has them. */
  files(stack: string): string {
    return this.remote.git("ls-tree", "-r", "main", `pulumi-gen/${stack}/services/cart/`);
  }
}

describe.each(REPOSITORIES)("a pipeline, %s", { timeout: 200_000 }, (repositories) => {
  it("brings a release from wave to wave, each after its soak", async () => {
    const fleet = await new WaveFleet(repositories).start();
    await fleet.clone.build("cart", 2);
    expect(await fleet.after(0)).toEqual(["v2", "v1", "v1"]);
    expect(await fleet.after(29)).toEqual(["v2", "v1", "v1"]);
    expect(await fleet.after(1)).toEqual(["v2", "v2", "v1"]);
    expect(await fleet.after(59)).toEqual(["v2", "v2", "v1"]);
    expect(await fleet.after(1)).toEqual(["v2", "v2", "v2"]);
  });

  it("brings an edited resource the same way, and keeps the files of the stacks behind", async () => {
    const fleet = await new WaveFleet(repositories).start();
    const before = [fleet.files("prod"), fleet.files("prod-us")];
    fleet.clone.git("pull", "--quiet");
    fleet.clone.write("services/cart.ts", fleet.clone.read("services/cart.ts").replace("max: 4", "max: 6"));
    fleet.clone.push("Scale cart");
    await fleet.after(0);
    expect([fleet.files("prod"), fleet.files("prod-us")]).toEqual(before);
    expect((await check(fleet.clone.context())).findings).toEqual([]);
    await fleet.after(30);
    expect([fleet.files("prod") === before[0], fleet.files("prod-us") === before[1]]).toEqual([false, true]);
    await fleet.after(60);
    expect(fleet.files("prod-us")).not.toBe(before[1]);
  });

  it("stops in a freeze, and goes on wave by wave after the thaw", async () => {
    const fleet = await new WaveFleet(repositories).start();
    const scope = { tiers: ["prod"], stacks: [], services: [] } as const;
    await fleet.clone.change((context) => freeze(context, { ...scope, reason: "payments are down" }));
    await fleet.clone.build("cart", 2);
    expect(await fleet.after(0)).toEqual(["v2", "v1", "v1"]);
    expect(await fleet.after(600)).toEqual(["v2", "v1", "v1"]);
    await fleet.clone.change((context) => thaw(context, []));
    expect(await fleet.after(0)).toEqual(["v2", "v2", "v1"]);
    expect(await fleet.after(60)).toEqual(["v2", "v2", "v2"]);
  });

  it("keeps a wave that a revert took back, and the waves after it, while a neighbour goes on", async () => {
    const fleet = await new WaveFleet(repositories).start();
    await fleet.clone.build("cart", 2);
    await fleet.after(0);
    await fleet.after(30);
    const { ops } = fleet.clone;
    ops.git("revert", "--no-edit", "HEAD");
    ops.git("push", "--quiet");
    await fleet.clone.build("mail", 2);
    expect(await fleet.after(600)).toEqual(["v2", "v1", "v1"]);
    await fleet.after(600);
    expect([fleet.tags(), await fleet.after(600, "mail")]).toEqual([
      ["v2", "v1", "v1"],
      ["v2", "v2", "v2"],
    ]);
    await fleet.clone.publishResume("prod/cart");
    expect([fleet.tags(), await fleet.after(60)]).toEqual([
      ["v2", "v2", "v1"],
      ["v2", "v2", "v2"],
    ]);
  });

  it("keeps a rollback by command, and the waves after it", async () => {
    const fleet = await new WaveFleet(repositories).start();
    await fleet.clone.build("cart", 2);
    await fleet.after(0);
    await fleet.after(30);
    await fleet.clone.publishRollback("cart", "prod");
    expect([fleet.tags(), await fleet.after(600)]).toEqual([
      ["v2", "v1", "v1"],
      ["v2", "v1", "v1"],
    ]);
  });
});
