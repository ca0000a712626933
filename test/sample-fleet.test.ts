import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelOf } from "./fleets.ts";
import { loadFleet } from "../lib/workspace/specs/load-fleet.ts";
import { parseLock } from "../lib/render/parse-lock.ts";
import { toYaml } from "../lib/render/yaml.ts";
import type { Manifest } from "../lib/model/manifest.ts";
import { compileStack } from "../lib/compile/compile-stack.ts";
import { findPath } from "../lib/compile/manifest-path.ts";

const ROOT = join(import.meta.dirname, "..");
const model = modelOf(await loadFleet(ROOT));

const objects: ReadonlyMap<string, readonly Manifest[]> = new Map(
  model.stacks.map((stack) => {
    const file = `pulumi-gen/${stack.name}/versions.yaml`;
    const { lock } = parseLock(readFileSync(join(ROOT, file), "utf8"), file);
    const { manifests, problems } = compileStack(model, stack, lock);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return [stack.name, manifests.map(({ manifest }) => manifest)];
  }),
);

const valueOf = (stack: string, kind: string, name: string, path: string): unknown =>
  findPath(
    objects.get(stack)?.find((each) => each.kind === kind && each.metadata.name === name),
    path,
  )?.value;

type Rule = Readonly<Record<"to" | "from", readonly Readonly<Record<string, unknown>>[]>> & {
  readonly ports?: readonly { readonly port: number }[];
};

/** Formats the rules of a policy: `adservice:9555`, `10.10.0.0/16:6379`, `namespace gateway:8080`. */
function peers(stack: string, service: string, area: "egress" | "ingress"): readonly string[] {
  const rules = valueOf(stack, "NetworkPolicy", service, `spec.${area}`) as readonly Rule[];
  return rules.flatMap((rule) =>
    (area === "egress" ? rule.to : rule.from).map((peer) => {
      const text = (path: string): string => JSON.stringify(findPath(peer, path)?.value)?.slice(1, -1) ?? "";
      const namespace = text("namespaceSelector.matchLabels.kubernetes.io/metadata.name");
      const who = `${text("podSelector.matchLabels.app.kubernetes.io/instance")}${text("ipBlock.cidr")}`;
      return `${namespace === "" ? who : `namespace ${namespace}`}:${(rule.ports ?? []).map(({ port }) => port).join(",")}`;
    }),
  );
}

const DNS = ["namespace kube-system:53,53", "169.254.20.10/32:53,53", "169.254.169.254/32:53,53"];

describe("network policies of Online Boutique", () => {
  it("the frontend reaches DNS and the seven services that it calls", () => {
    expect(peers("prod-us-central1", "frontend", "egress")).toEqual([
      ...DNS,
      "adservice:9555",
      "cartservice:7070",
      "checkoutservice:5050",
      "currencyservice:7000",
      "productcatalogservice:3550",
      "recommendationservice:8080",
      "shippingservice:50051",
    ]);
  });

  it("the checkout reaches DNS and the seven services that it calls", () => {
    expect(peers("prod-us-central1", "checkoutservice", "egress")).toEqual([
      ...DNS,
      "cartservice:7070",
      "currencyservice:7000",
      "emailservice:8080",
      "orderservice:5070",
      "paymentservice:50051",
      "productcatalogservice:3550",
      "shippingservice:50051",
    ]);
  });

  it.each([
    ["staging", "10.20"],
    ["prod-us-central1", "10.30"],
    ["prod-europe-west1", "10.40"],
  ])("on %s only owners reach a server, each at its own address, and only the payment a card processor", (stack, range) => {
    const services = (objects.get(stack) ?? [])
      .filter(({ kind }) => /^(?:CronJob|Deployment)$/.test(kind))
      .map(({ metadata }) => metadata.name);
    const outside = services.flatMap((service) =>
      peers(stack, service, "egress")
        .filter((peer) => /^\d/.test(peer) && !DNS.includes(peer))
        .map((peer) => [service, peer]),
    );
    expect(outside).toEqual([
      ["cartservice", `${range}.225.216/29:6379`],
      ["orderservice", `${range}.182.1/32:5432`],
      ["paymentservice", "203.0.113.0/24:443"],
      ["salesreport", `${range}.182.1/32:5432`],
      ["salesreport", `${range}.192.0/32:443`],
      // The metadata server gives tokens for the bucket.
      ["salesreport", "169.254.169.252/32:988"],
      ["salesreport", "169.254.169.254/32:80"],
    ]);
  });

  it.each<readonly [string, readonly string[]]>([
    ["adservice", ["frontend:9555"]],
    ["cartservice", ["checkoutservice:7070", "frontend:7070"]],
    ["checkoutservice", ["frontend:5050"]],
    ["currencyservice", ["checkoutservice:7000", "frontend:7000"]],
    ["emailservice", ["checkoutservice:8080", "salesreport:8080"]],
    ["frontend", ["namespace gateway:8080", "loadgenerator:8080"]],
    ["loadgenerator", ["loadgenerator:"]],
    ["cartservice-carts", ["cartservice:6379", "cartservice-carts:6379"]],
    ["orderservice", ["checkoutservice:5070", "namespace gke-gmp-system:9090", "namespace gmp-system:9090"]],
    ["orderservice-orders", ["orderservice:5432", "orderservice-migrate:5432", "orderservice-orders:5432", "salesreport:5432"]],
    ["paymentservice", ["checkoutservice:50051"]],
    ["productcatalogservice", ["checkoutservice:3550", "frontend:3550", "recommendationservice:3550"]],
    ["recommendationservice", ["frontend:8080"]],
    ["shippingservice", ["checkoutservice:50051", "frontend:50051"]],
  ])("only its callers reach %s", (service, callers) => {
    expect(peers("latest", service, "ingress")).toEqual(callers);
  });

  it("no load generator reaches the frontend on prod", () => {
    expect(peers("prod-us-central1", "frontend", "ingress")).toEqual(["namespace gateway:8080"]);
  });
});

describe("differences between the stacks", () => {
  it.each<readonly [string, readonly [number, number]]>([
    ["latest", [2, 10]],
    ["staging", [2, 10]],
    ["prod-us-central1", [4, 40]],
    ["prod-europe-west1", [3, 20]],
  ])("the frontend on %s scales between %j", (stack, range) => {
    expect(["minReplicas", "maxReplicas"].map((field) => valueOf(stack, "HorizontalPodAutoscaler", "frontend", `spec.${field}`))).toEqual(
      range,
    );
  });

  it.each([
    ["latest", "shop.latest.boutique.example.com"],
    ["staging", "shop.staging.boutique.example.com"],
    ["prod-us-central1", "shop.us.boutique.example.com"],
    ["prod-europe-west1", "shop.eu.boutique.example.com"],
  ])("the shop on %s is at %s", (stack, host) => {
    expect(valueOf(stack, "HTTPRoute", "frontend", "spec.hostnames")).toEqual([host]);
  });

  it.each([
    ["latest", { pods: "180", "requests.cpu": "22", "requests.memory": "18Gi" }],
    ["staging", { pods: "170", "requests.cpu": "20", "requests.memory": "16Gi" }],
    ["prod-us-central1", { pods: "220", "requests.cpu": "25", "requests.memory": "20Gi" }],
    ["prod-europe-west1", { pods: "180", "requests.cpu": "22", "requests.memory": "18Gi" }],
  ])("%s has a quota", (stack, quota) => {
    expect(valueOf(stack, "ResourceQuota", "quota", "spec.hard")).toMatchObject(quota);
  });

  it.each(["prod-us-central1", "prod-europe-west1"])("no object on %s mentions another tier or the other region", (stack) => {
    const others = /latest|staging|loadgenerator|10\.[12]0\./;
    const region = stack === "prod-us-central1" ? /europe-west1|10\.40\./ : /prod-us-central1|10\.30\./;
    const texts = (objects.get(stack) ?? []).map(toYaml);
    expect([texts.filter((text) => others.test(text)), texts.filter((text) => region.test(text))]).toEqual([[], []]);
  });

  it("every stack has its services, each with an Application", () => {
    const names = (stack: string, kind: string): readonly string[] =>
      (objects.get(stack) ?? []).filter((each) => each.kind === kind).map(({ metadata }) => metadata.name);
    for (const { name, services, components } of model.stacks) {
      const running = services.map((service) => service.name).sort();
      const workloads = [...names(name, "Deployment"), ...names(name, "CronJob")];
      expect(workloads.toSorted()).toEqual(running);
      const others = ["platform", ...components].map((other) => `${name}-${other}`);
      expect(names(name, "Application").toSorted()).toEqual([name, ...others, ...running.map((each) => `${name}-${each}`)].sort());
    }
  });
});

it("the compiled Deployment equals the committed file", () => {
  const deployment = toYaml(
    objects.get("latest")?.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === "frontend") ?? {},
  );
  expect(deployment).toBe(readFileSync(join(ROOT, "pulumi-gen/latest/services/frontend/deployment-frontend.yaml"), "utf8"));
});
