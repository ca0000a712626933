import { describe, expect, it } from "vitest";
import type { DestroyResult } from "../../lib/app/cloud/destroy-result.ts";
import { hasPseudoTerminal, Conversation } from "../pseudo-terminal.ts";
import { until } from "../processes.ts";
import { type CloudFleet, fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";
import { started } from "./processes.ts";

reportSkipped();

const PROD = "prod-us-central1";
const STATES = ".fairlead/state/.pulumi/stacks/online-boutique";

/** Runs `cloud destroy`, and returns its exit code with its result. */
function destroy(fleet: CloudFleet, ...args: readonly string[]): DestroyResult & { readonly status: number | null } {
  const { status, stdout } = fleet.run(["cloud", "destroy", ...args, "--json"]);
  return { status, ...JSON.parse(stdout) };
}

/** Lists the resources of the local cloud: `sql.User staging-orders`. */
const cloudOf = (fleet: CloudFleet): readonly string[] => readLocalCloud(fleet.cloud).map(({ type, id }) => `${type} ${id}`);

/** Lists what the states of a stack record, as `cloudOf` does. */
const stateOf = (fleet: CloudFleet, ...shards: readonly string[]): readonly string[] =>
  shards
    .flatMap((shard): readonly { readonly type: string; readonly id: string }[] =>
      fleet.exists(fleet.statePath(shard)) ? JSON.parse(fleet.read(fleet.statePath(shard))).checkpoint.latest.resources : [],
    )
    .flatMap(({ type, id }) => (type.startsWith("gcp:") ? [`${type} ${id}`] : []))
    .sort();

describe.skipIf(!HAS_ENGINE)("the end of a cloud", { timeout: 300_000 }, () => {
  it("comes only after the name of the stack, also if the spec is gone", () => {
    const fleet = fleetWithCloud("latest", "staging");
    const all = cloudOf(fleet);
    expect(destroy(fleet, "staging")).toMatchObject({ status: 1, outcome: "unconfirmed", spec: "in use" });
    expect(destroy(fleet, "staging", "--dry-run")).toMatchObject({ status: 0, outcome: "planned" });
    expect(fleet.run(["cloud", "destroy", "staging", "--confirm", "latest"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"latest" is not the name of the stack; nothing was deleted'),
    });
    expect(fleet.run(["cloud", "destroy", "stagin"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('did you mean "staging"?'),
    });
    expect(cloudOf(fleet)).toEqual(all);

    fleet.remove("stacks/staging.ts");
    fleet.remove("pulumi-gen/staging");
    const preview = fleet.run(["preview", "--only", "cloud"]);
    expect([preview.status, preview.stdout]).toEqual([
      0,
      expect.stringMatching(/^left: staging is removed, with a cloud of \d+ resources: npx fairlead cloud destroy staging$/m),
    ]);
    expect(destroy(fleet, "staging", "--confirm", "staging")).toMatchObject({ status: 0, outcome: "destroyed", spec: "removed" });
    expect(cloudOf(fleet)).toEqual(stateOf(fleet, "latest.foundation", "latest.needs-1"));
    expect(fleet.run(["preview", "--only", "cloud"]).stdout).not.toContain("left:");
    expect(fleet.run(["cloud", "destroy", "staging", "--confirm", "staging"]).status).toBe(3);
  });

  it("leaves what is protected, held by the cloud, or used by another stack", () => {
    const fleet = fleetWithCloud(PROD);
    const first = destroy(fleet, PROD, "--confirm", PROD);
    expect([first.status, first.outcome]).toEqual([1, "destroyed"]);
    const kept = first.parts.flatMap(({ stays }) => stays);
    expect(kept.flatMap(({ name, why }) => (why.includes("protected") ? [`${name}: ${why.join(", ")}`] : []))).toEqual(
      expect.arrayContaining([`${PROD}-cartservice-carts: protected, held`]),
    );
    // State and cloud have the protected rest, and what it stands on.
    const shards = [`${PROD}.foundation`, `${PROD}.needs-1`] as const;
    expect(cloudOf(fleet)).toEqual(stateOf(fleet, ...shards));
    expect(stateOf(fleet, ...shards)).toHaveLength(kept.length);
    const rest = cloudOf(fleet);
    expect(destroy(fleet, PROD, "--confirm", PROD)).toMatchObject({ status: 1, outcome: "planned" });
    expect(cloudOf(fleet)).toEqual(rest);

    // The commands of the report allow it.
    const text = fleet.run(["cloud", "destroy", PROD]).stdout;
    const [, names = ""] = new RegExp(`cloud unprotect ${PROD} (.*)`).exec(text) ?? [];
    expect(fleet.run(["cloud", "unprotect", PROD, ...names.split(" ")]).status).toBe(0);
    expect(destroy(fleet, PROD).parts.flatMap(({ stays }) => stays.flatMap(({ why }) => why))).not.toContain("protected");
  });

  it("takes one service, and no need that another service uses", () => {
    const fleet = fleetWithCloud("staging");
    const before = cloudOf(fleet);
    const { status, run } = destroy(fleet, "staging", "--service", "cartservice", "--confirm", "staging");
    expect([status, run?.shards.map(({ shard, steps }) => [shard, steps.map(({ name }) => name)])]).toEqual([
      0,
      [["staging.needs-1", ["carts.cartservice.staging.internal", "staging-cartservice-carts"]]],
    ]);
    expect(cloudOf(fleet)).toHaveLength(before.length - 2);
    expect(destroy(fleet, "staging", "--service", "cartservice")).toMatchObject({ status: 0, outcome: "nothing" });
    // The specs still ask for it.
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
    expect(cloudOf(fleet)).toEqual(before);
  });

  it("converges if it is killed in the middle", async () => {
    const fleet = fleetWithCloud("staging");
    fleet.fail({ kind: "slow answer", operation: "delete", urn: "redis/instance:Instance::staging" });
    const { done } = fleet.start(["cloud", "destroy", "staging", "--confirm", "staging"], {});
    await until("the cloud has lost the server", () => !cloudOf(fleet).some((each) => each.startsWith("gcp:redis/instance:Instance")));
    process.kill((await started(fleet.root, "staging.needs-1", "pulumi")).pid, "SIGKILL");
    expect((await done).status).toBe(3);
    fleet.fail();
    expect(destroy(fleet, "staging", "--confirm", "staging").status).toBe(0);
    expect([cloudOf(fleet), fleet.exists(`${STATES}/staging.foundation.json`)]).toEqual([[], false]);
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
  });

  it.skipIf(!hasPseudoTerminal())("asks for the name on a terminal, after the plan", async () => {
    const fleet = fleetWithCloud("latest");
    const person = new Conversation(fleet, ["cloud", "destroy", "latest"], {});
    await person.answer("Type latest to delete this", "latest\r");
    const { status, shown } = await person.end();
    expect([status, cloudOf(fleet)]).toEqual([0, []]);
    expect(shown.indexOf("would be deleted")).toBeLessThan(shown.indexOf("Type latest"));
  });
});
