import { describe, expect, it } from "vitest";
import { serviceFile, stackFile } from "../../test/fleets.ts";
import { findingsOf } from "../../test/policy-findings.ts";
import { bucket } from "../model/needs/bucket.ts";
import { definePolicy, type PolicyInput } from "./policy.ts";

const POLICY: PolicyInput = { why: "because", fix: "do it", level: "refuse" };
const noServices = definePolicy("no-services", {
  ...POLICY,
  manifests: ({ kind }) => (kind === "Service" ? [{ path: "spec.type", message: "is a Service" }] : []),
});
const cart = serviceFile("cart");
const web = serviceFile("web");
const latest = stackFile("latest");
const staging = stackFile("staging", { tier: "staging", privateRange: "10.20.0.0/16", domain: "staging.example.com" });

/** Grants an exemption to the policy. */
const granted = (fields: object) =>
  definePolicy("no-services", {
    ...noServices.input,
    exemptions: [{ owner: "ada@example.com", reason: "old", expires: "2026-06-30", ...fields }],
  });

describe("a finding", () => {
  it("names policy, reason, object, field, stacks and spec, once for all stacks", () => {
    const { problems, all } = findingsOf([noServices], { services: [cart], stacks: [latest, staging] });
    expect(problems).toEqual(["services/cart.ts: Service cart: spec.type: is a Service (policy no-services on latest, staging: because)"]);
    expect(all[0]).toMatchObject({
      hint: "do it",
      policy: { name: "no-services", object: "Service cart", path: "spec.type", stacks: ["latest", "staging"], service: "cart" },
    });
  });

  it("is a warning at the level warn", () => {
    const warns = definePolicy("no-services", { ...noServices.input, level: "warn" });
    const { problems, warnings } = findingsOf([warns], { services: [cart] });
    expect([problems, warnings]).toEqual([
      [],
      [expect.stringContaining("Service cart: spec.type: is a Service (policy no-services on latest")],
    ]);
  });

  it("about an object of the stack is one of the stack", () => {
    const policy = definePolicy("no-namespace", {
      ...POLICY,
      manifests: ({ kind }, { service }) => (kind === "Namespace" && service === undefined ? ["is a Namespace"] : []),
    });
    expect(findingsOf([policy], { services: [cart] }).problems).toEqual([
      "stacks/latest.ts: Namespace shop: is a Namespace (policy no-namespace on latest: because)",
    ]);
  });

  it("about a cloud resource names the service that owns it", () => {
    const policy = definePolicy("no-buckets", {
      ...POLICY,
      cloud: ({ type }, { service, stack }) => (type === "gcp:storage/bucket:Bucket" ? [`of ${service?.owner} in ${stack.region}`] : []),
    });
    const [problem] = findingsOf([policy], { services: [serviceFile("cart", { needs: { images: bucket() } })] }).problems;
    expect(problem).toMatch(
      /^services\/cart.ts: Bucket \S+: of shopping@example.com in us-central1 \(policy no-buckets on latest: because\)$/,
    );
  });

  it("about a stack has its cost", () => {
    const policy = definePolicy("no-money", { ...POLICY, stack: ({ name }, { cost }) => [`${name} costs ${cost.most}`] });
    expect(findingsOf([policy], { services: [cart] }).problems).toEqual([
      "stacks/latest.ts: latest costs 0 (policy no-money on latest: because)",
    ]);
  });
});

describe("an exemption", () => {
  const both = { services: [cart, web], stacks: [latest, staging] };

  it.each([
    ["a service", { service: cart.service }, ["services/web.ts on latest, staging"]],
    ["a stack", { stack: latest.stack }, ["services/cart.ts on staging", "services/web.ts on staging"]],
    [
      "a service on a stack",
      { service: cart.service, stack: latest.stack },
      ["services/cart.ts on staging", "services/web.ts on latest, staging"],
    ],
  ])("of %s covers it", (_what, place, left) => {
    const { problems, warnings } = findingsOf([granted(place)], both);
    expect([problems.map((each) => each.replace(/: .*policy no-services (.*): because\)$/, " $1")), warnings]).toEqual([left, []]);
  });

  it("counts on its last day, and is named after it", () => {
    const policy = granted({ service: cart.service });
    const on = (now: string) => findingsOf([policy], { services: [cart], now });
    expect(on("2026-06-30T23:59:59Z")).toMatchObject({ problems: [], warnings: [] });
    expect(on("2026-07-01T00:00:00Z")).toMatchObject({
      problems: [expect.stringContaining("Service cart: spec.type: is a Service; its exemption expired after 2026-06-30 (policy")],
      warnings: [
        "policies/no-services.ts: no-services.exemptions.0: the exemption of cart expired after 2026-06-30 and no longer counts; ada@example.com owns it",
      ],
    });
  });

  it("that covers nothing is named", () => {
    expect(findingsOf([granted({ service: web.service, stack: staging.stack })], { services: [cart], stacks: [latest] }).warnings).toEqual([
      "policies/no-services.ts: no-services.exemptions.0: the exemption of web on staging covers no finding; ada@example.com owns it",
    ]);
  });
});

describe("a broken policy", () => {
  it.each<readonly [string, Partial<PolicyInput>, RegExp]>([
    [
      "throws",
      {
        manifests: () => {
          throw new Error("no field spec");
        },
      },
      /^policies\/broken.ts: broken: threw: no field spec, for \S+ cart on latest$/,
    ],
    [
      "changes an object",
      { manifests: (object) => [Object.assign(object.metadata, { name: "x" }).name] },
      /threw: Cannot assign to read only/,
    ],
    [
      "changes a list of objects",
      { manifests: (_, { objects }) => [String(Reflect.apply(Array.prototype.push, objects, [1]))] },
      /threw: Cannot add/,
    ],
    ["changes the stack", { stack: (stack) => [Object.assign(stack, { region: "x" }).region] }, /threw: Cannot assign to read only/],
    ["changes a resource", { cloud: (resource) => [String(Object.assign(resource.inputs, { name: "x" }).name)] }, /threw: Cannot/],
    // A function without `return` is a type error, and untyped code may have it.
    ["returns nothing", { manifests: (() => undefined) as unknown as () => [] }, /must return a list of findings, and returned undefined/],
  ])("that %s is one problem of its file, at any level", (_what, hooks, message) => {
    const services = [serviceFile("cart", { needs: { images: bucket() } }), web];
    const policy = definePolicy("broken", { ...POLICY, level: "warn", ...hooks });
    const { problems } = findingsOf([policy], { services, stacks: [latest, staging] });
    expect(problems).toEqual([expect.stringMatching(message)]);
  });
});
