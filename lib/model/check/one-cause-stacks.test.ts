import { describe, expect, it } from "vitest";
import { placesOf, type StackFields } from "../../../test/connected-fleet.ts";
import type { Fields } from "../../../test/fleets.ts";

/** Each mistake is in eu, which us shares a Redis of, so the file is `stacks/eu.ts`. */
describe("one mistake in a stack is one problem", () => {
  it.each<[title: string, eu: StackFields, path: string]>([
    ["an unknown tier", { tier: "production" }, "tier"],
    ["a missing tier", { tier: undefined }, "tier"],
    ["a misspelt tier", { tier: undefined, teir: "prod" }, "teir"],
    ["names for services", { services: ["cart"] }, "services.0"],
    ["misspelt services", { services: undefined, servces: [] }, "servces"],
    ["null for services", { services: null }, "services"],
    ["a missing namespace", { namespace: undefined }, "namespace"],
    ["a namespace of Kubernetes", { namespace: "kube-system" }, "namespace"],
    ["a namespace of another stack", { cluster: "us", domain: "eu.example.com" }, ""],
    ["a malformed cluster", { cluster: "../x" }, "cluster"],
    ["a number for the region", { region: 5 }, "region"],
    ["a malformed project", { project: "1" }, "project"],
    ["a malformed channel", { channel: "Stable" }, "channel"],
    ["an unknown field", { replicas: 3 }, "replicas"],
    ["no private range, which three needs use", { privateRange: undefined }, "privateRange"],
    ["a misspelt private range", { privateRange: undefined, privateRnge: "10.0.0.0/8" }, "privateRnge"],
    ["a public range", { privateRange: "8.8.8.0/24" }, "privateRange"],
    ["a number for the private range", { privateRange: 10 }, "privateRange"],
    ["no domain", { domain: undefined }, "domain"],
    ["a malformed domain", { domain: "-" }, "domain"],
    ["a number for the domain", { domain: 5 }, "domain"],
    ["a malformed namespace of a gateway", { gateway: { namespace: "a_b" } }, "gateway.namespace"],
    ["a misspelt field of the gateway", { gateway: { name: "external", namspace: "gateway" } }, "gateway.namspace"],
    ["a malformed secret store", { secretStore: "" }, "secretStore"],
    ["a quota that is too small", { quota: { pods: 1 } }, "quota.pods"],
    ["a negative quota", { quota: { cpu: "-1" } }, "quota.cpu"],
    ["a malformed quota", { quota: { cpu: "1x" } }, "quota.cpu"],
    ["a string for the quota", { quota: "100" }, "quota"],
    ["null for overrides", { overrides: null }, "overrides"],
    ["a service for an override", ({ web }) => ({ overrides: [web] }), "overrides.0"],
    ["null for bindings", { bindings: null }, "bindings"],
    ["a list for components", { components: [] }, "components"],
    ["a malformed component name", { components: { Charts: () => undefined } }, "components.Charts"],
  ])("%s", (_title, eu, path) => {
    const places = placesOf({ eu });
    // Two stacks that claim one namespace: the second file has the problem.
    expect(places).toEqual([path === "" ? "stacks/us.ts namespace" : `stacks/eu.ts ${path}`]);
  });

  it.each<[title: string, name: unknown]>([
    ["a malformed name", "EU"],
    ["a name that differs from the file's name", "europe"],
    ["the name of another stack", "latest"],
    ["a reserved name", "platform"],
    ["a number for the name", 5],
  ])("%s", (_title, name) => {
    expect(placesOf({ names: { eu: name } })).toEqual(["stacks/eu.ts"]);
  });
});

describe("one mistake in the config is one problem", () => {
  it.each<[title: string, config: Fields, path: string]>([
    ["a missing name", { name: undefined }, "name"],
    ["a misspelt name", { name: undefined, nmae: "shop" }, "nmae"],
    ["a malformed name", { name: "My Shop" }, "name"],
    ["a string for the repository", { repository: "https://github.com/acme/ops.git" }, "repository"],
    ["a malformed address", { repository: { url: "ops" } }, "repository.url"],
    ["a malformed branch", { repository: { url: "https://github.com/acme/ops.git", branch: "a..b" } }, "repository.branch"],
    ["a misspelt branch", { repository: { url: "https://github.com/acme/ops.git", brunch: "main" } }, "repository.brunch"],
  ])("%s", (_title, config, path) => {
    expect(placesOf({ config })).toEqual([`fairlead.config.ts ${path}`]);
  });
});
