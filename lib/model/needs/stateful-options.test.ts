import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { problemsWith, serviceFile } from "../../../test/fleets.ts";
import { none } from "../fields/probes.ts";
import { bucket } from "./bucket.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";
import { valkey } from "./valkey.ts";

describe("care that a need goes without", () => {
  const reason = none("it fills itself again");
  it.each<readonly [what: string, need: object, tier: string, problem: string | undefined]>([
    ["protection on prod, with a reason", redis({ memoryGb: 1, protection: reason }), "prod", undefined],
    ["protection on latest, without a reason", bucket({ protection: none() }), "latest", undefined],
    ["protection of a Redis on prod", redis({ memoryGb: 1, protection: none() }), "prod", "protection: needs a reason on prod"],
    ["protection of a Valkey on prod", valkey({ memoryGb: 1, protection: none() }), "prod", "protection: needs a reason on prod"],
    ["protection of a bucket on prod", bucket({ protection: none(" ") }), "prod", "protection: needs a reason on prod"],
    ["protection of a database on prod", postgres({ storageGb: 10, protection: none("") }), "prod", "protection: needs a reason on prod"],
    ["snapshots on prod, with a reason", redis({ memoryGb: 1, snapshot: reason }), "prod", undefined],
    ["snapshots on prod", redis({ memoryGb: 1, snapshot: none() }), "prod", "snapshot: needs a reason on prod"],
    [
      "a second Redis on staging",
      redis({ memoryGb: 1, highAvailability: false }),
      "staging",
      "highAvailability: needs a reason on staging",
    ],
    ["a second Valkey on staging", valkey({ memoryGb: 1, highAvailability: false }), "staging", undefined],
    ["a second database on staging", postgres({ storageGb: 10, highAvailability: false }), "staging", undefined],
    [
      "an unknown interval",
      { kind: "redis", memoryGb: 1, snapshot: "2h" },
      "latest",
      'snapshot: must be "1h", "6h", "12h", "24h" or none("because ..."), got "2h"',
    ],
    [
      "an earlier name in capitals",
      redis({ memoryGb: 1, movedFrom: "Old" }),
      "latest",
      'movedFrom: must be the name of a need, or "<service>.<need>", got "Old"',
    ],
  ])("%s", (_what, need, tier, problem) => {
    const found = problemsWith({ needs: { a: need }, scale: { min: 3, max: 4 } }, { tier });
    expect(found.map((each) => each.replace(/^services\/app.ts: needs.a./, ""))).toEqual(problem === undefined ? [] : [problem]);
  });
});

describe("a renamed need", () => {
  const old = [serviceFile("cart", { needs: { carts: redis({ memoryGb: 1, auth: true }) } })];

  it.each<readonly [what: string, service: string, need: string, movedFrom: string]>([
    ["of a service", "cart", "sessions", "carts"],
    ["of a renamed service", "basket", "carts", "cart.carts"],
    ["of a renamed service, too", "basket", "sessions", "cart.carts"],
  ])("%s keeps its instance", (_what, service, need, movedFrom) => {
    const services = [serviceFile(service, { needs: { [need]: redis({ memoryGb: 1, auth: true, movedFrom }) } })];
    const names = (files: typeof old) => cloudOf(files, "prod").resources.map(({ type, name }) => `${type} ${name}`);
    expect(names(services)).toEqual(names(old));
  });

  it("does not take the instance of another need", () => {
    const needs = { carts: redis({ memoryGb: 1 }), sessions: redis({ memoryGb: 1, movedFrom: "carts" }) };
    expect(problemsWith({ needs })).toEqual([
      'services/app.ts: needs.sessions: the instance name "latest-app-carts" is taken by need "carts" of app',
    ]);
  });
});
