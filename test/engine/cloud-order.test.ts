import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LocalResource } from "../../lib/pulumi/local/local-cloud.ts";
import { CloudFleet, fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";

reportSkipped();

const STAGING = ["--stack", "staging"];
const FOUNDATION = "staging.foundation";
const NEEDS = "staging.needs-1";
const ENTRANCE = "zone: {}, ingress: {}";

/** Gives staging an entrance. Its foundation then has a map and a zone, and its needs have entries of both. */
function fleetWithEntrance(): CloudFleet {
  const fleet = new CloudFleet();
  const gateway = 'gateway: { class: "gke-l7-global-external-managed" }';
  fleet.edit("stacks/staging.ts", "  region:", `  ${gateway},\n  cloud: { ${ENTRANCE} },\n  region:`);
  return fleet;
}

/** Returns a function that lists the times at which resources of the local cloud were made. */
function birthsIn(fleet: CloudFleet): (pattern: RegExp) => readonly bigint[] {
  const folders = readdirSync(fleet.cloud, { withFileTypes: true }).filter((each) => each.isDirectory());
  const paths = folders.flatMap(({ name }) => readdirSync(join(fleet.cloud, name)).map((file) => join(fleet.cloud, name, file)));
  const all = paths.map((path) => {
    const { type, id }: LocalResource = JSON.parse(readFileSync(path, "utf8"));
    return { label: `${type.replace(/.*:/, "")} ${id}`, at: statSync(path, { bigint: true }).mtimeNs };
  });
  return (pattern) => {
    const found = all.flatMap(({ label, at }) => (pattern.test(label) ? [at] : []));
    if (found.length === 0) throw new Error(`no ${pattern.source}; there are ${all.map(({ label }) => label).join(", ")}`);
    return found;
  };
}

/** Returns the outcome of each part, with the reason if it did not run. */
const outcomes = ({ shards }: ReturnType<CloudFleet["upCloud"]>) => shards.map(({ shard, outcome, message }) => [shard, outcome, message]);

const typesIn = (fleet: CloudFleet): readonly string[] => readLocalCloud(fleet.cloud).map(({ type }) => type.replace(/.*:/, ""));

describe.skipIf(!HAS_ENGINE)("the parts of a stack", { timeout: 240_000 }, () => {
  it("come in order: what a resource needs is there before it", () => {
    const fleet = fleetWithEntrance();
    expect(outcomes(fleet.upCloud(STAGING))).toEqual([
      [FOUNDATION, "changed", undefined],
      [NEEDS, "changed", undefined],
    ]);
    const born = birthsIn(fleet);
    const late = [
      [/^Network /, /^ManagedZone .*staging-internal$/],
      [/^Network /, /^(?:Instance|Subnetwork) /],
      [/^ManagedZone .*staging-public$/, /^RecordSet .*staging-public/],
      [/^CertificateMap /, /^CertificateMapEntry /],
      [/^Connection /, /^Instance /],
      [/^Subnetwork .*endpoints$/, /^ForwardingRule /],
    ] as const;
    const isEarlier = (first: RegExp, second: RegExp): boolean => born(first).every((end) => born(second).every((begin) => end < begin));
    expect(late.filter(([first, second]) => !isEarlier(first, second))).toEqual([]);
  });

  it("stop at the first one that fails, with one cause, and the next run goes on", () => {
    const fleet = fleetWithEntrance();
    fleet.fail({ kind: "permission", operation: "create", urn: "compute/network:Network::staging" });
    const run = fleet.upCloud(STAGING);
    expect([run.status, outcomes(run)]).toEqual([
      3,
      [
        [FOUNDATION, "failed", expect.any(String)],
        [NEEDS, "not run", "the foundation of staging failed"],
      ],
    ]);
    expect(run.shards.flatMap(({ messages }) => messages.map(({ resource }) => resource))).toEqual(["compute.Network staging"]);
    // Resources without a network stand: the map, and the address of the entrance.
    expect(typesIn(fleet)).toContain("CertificateMap");
    expect(typesIn(fleet).filter((type) => ["Network", "Router", "Subnetwork", "Instance"].includes(type))).toEqual([]);
    fleet.fail();
    expect(outcomes(fleet.upCloud(STAGING)).map(([, outcome]) => outcome)).toEqual(["changed", "changed"]);
  });

  it("go in order: what needs use stays until they have run, and what is new comes first", () => {
    const fleet = fleetWithEntrance();
    expect(fleet.upCloud(STAGING).status).toBe(0);
    expect(fleet.run(["cloud", "unprotect", "staging", "staging-ingress"]).status).toBe(0);
    fleet.edit("stacks/staging.ts", ENTRANCE, "registry: {}");
    fleet.fail({ kind: "permission", operation: "delete", urn: "certificateMapEntry" });
    const held = fleet.upCloud(STAGING);
    expect([held.status, outcomes(held)]).toEqual([
      3,
      [
        [FOUNDATION, "not run", "another part of staging failed, and may use what would be deleted"],
        [NEEDS, "failed", expect.any(String)],
      ],
    ]);
    const types = new Set(typesIn(fleet));
    expect(["CertificateMapEntry", "CertificateMap", "Repository"].filter((type) => !types.has(type))).toEqual([]);
    fleet.fail();
    const run = fleet.upCloud(STAGING);
    expect(outcomes(run).map(([, outcome]) => outcome)).toEqual(["changed", "changed"]);
    expect(typesIn(fleet).filter((type) => type.startsWith("Certificate"))).toEqual([]);
    expect(outcomes(fleet.upCloud(STAGING)).map(([, outcome]) => outcome)).toEqual(["unchanged", "unchanged"]);
  });

  it("end in order: the foundation stays while a need stays", () => {
    const fleet = fleetWithCloud("staging");
    fleet.fail({ kind: "permission", operation: "delete", urn: "redis/instance:Instance::staging" });
    const destroy = () => fleet.run(["cloud", "destroy", "staging", "--confirm", "staging", "--json"]);
    const held = destroy();
    const { run } = JSON.parse(held.stdout);
    expect([held.status, outcomes(run)]).toEqual([
      3,
      [
        [NEEDS, "failed", expect.any(String)],
        [FOUNDATION, "not run", "another part of the stack still has resources"],
      ],
    ]);
    expect(typesIn(fleet)).toEqual(expect.arrayContaining(["Network", "ManagedZone"]));
    fleet.fail();
    expect(destroy().status).toBe(0);
    expect(typesIn(fleet)).toEqual([]);
  });
});
