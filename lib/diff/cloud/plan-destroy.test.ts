import { describe, expect, it } from "vitest";
import type { RecordedResource, RecordedStack } from "../../cloud/recorded.ts";
import { planDestroy } from "./plan-destroy.ts";

/** Returns a recorded server of a service. */
function server(name: string, more: Partial<RecordedResource> = {}): RecordedResource {
  const shard = "urn:pulumi:prod.needs-1::shop";
  return {
    urn: `${shard}::fairlead:cloud:Redis$gcp:redis/instance:Instance::${name}`,
    type: "gcp:redis/instance:Instance",
    name,
    parent: `${shard}::fairlead:cloud:Redis::${name}`,
    custom: true,
    inputs: { labels: { service: name } },
    outputs: {},
    protect: false,
    dependencies: [],
    propertyDependencies: {},
    aliases: [],
    delete: false,
    external: false,
    ...more,
  };
}

const needs = (...resources: readonly RecordedResource[]): RecordedStack => ({ stack: "prod.needs-1", resources, pendingOperations: [] });
const foundation: RecordedStack = { ...needs(server("network", { inputs: {} })), stack: "prod.foundation" };

/** Returns each part as one line: `needs-1 whole: -a, b (protected)`. */
const planOf = (parts: readonly RecordedStack[], ...services: readonly string[]): readonly string[] =>
  planDestroy(parts, services).map(({ shard, goes, stays, targets }) => {
    const names = [...goes.map(({ name }) => `-${name}`), ...stays.map(({ name, why }) => `${name} (${why.join(", ")})`)];
    return `${shard.slice("prod.".length)} ${targets === undefined ? "whole" : "partly"}: ${names.join(", ")}`;
  });

describe("the plan for the end of a cloud", () => {
  it.each<readonly [what: string, parts: readonly RecordedStack[], services: readonly string[], plan: readonly string[]]>([
    ["takes the foundation last", [foundation, needs(server("a"))], [], ["needs-1 whole: -a", "foundation whole: -network"]],
    [
      "leaves the foundation below a protected resource",
      [foundation, needs(server("a"), server("b", { protect: true }))],
      [],
      ["needs-1 partly: -a, b (protected)", "foundation partly: network (foundation)"],
    ],
    [
      "leaves what the cloud holds",
      [needs(server("a", { inputs: { settings: { deletionProtectionEnabled: true } } }))],
      [],
      ["needs-1 partly: a (held)"],
    ],
    [
      "leaves what a protected resource depends on",
      [
        needs(
          server("a"),
          server("b", { dependencies: [server("a").urn] }),
          server("c", { protect: true, dependencies: [server("b").urn] }),
        ),
      ],
      [],
      ["needs-1 partly: c (protected), a (used), b (used)"],
    ],
    [
      "leaves a member of what stays, which the cloud does not delete by itself",
      [needs(server("a", { protect: true }), server("b", { dependencies: [server("a").urn], inputs: { deletionPolicy: "ABANDON" } }))],
      [],
      ["needs-1 partly: a (protected), b (member)"],
    ],
    ["takes the leftover of a replacement", [needs(server("a", { protect: true, delete: true }))], [], ["needs-1 whole: -a"]],
    ["takes one service", [foundation, needs(server("a"), server("b"))], ["a"], ["needs-1 partly: -a", "foundation partly: "]],
    [
      "leaves what another service depends on",
      [needs(server("a"), server("b", { dependencies: [server("a").urn] }))],
      ["a"],
      ["needs-1 partly: a (used)"],
    ],
    ["ends an empty state", [needs()], [], ["needs-1 whole: "]],
  ])("%s", (_what, parts, services, plan) => {
    expect(planOf(parts, ...services)).toEqual(plan);
  });
});
