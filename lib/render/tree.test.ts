import { describe, expect, it } from "vitest";
import { fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import type { CompiledObject, ObjectScope } from "../compile/compiled-object.ts";
import type { StackModel } from "../model/model.ts";
import { formatProblem } from "../base/problem.ts";
import { TreeBuilder } from "./tree.ts";

const services = [serviceFile("cart"), serviceFile("ad")];
const [latest, staging, prod] = modelOf(
  fleetOf({
    services,
    stacks: [
      stackFile("latest"),
      stackFile("staging", { tier: "staging", project: "shop-staging", domain: "staging.example.com" }),
      stackFile("prod", { tier: "prod", project: "shop-prod", domain: "www.example.com" }),
    ],
  }),
).stacks as readonly [StackModel, StackModel, StackModel];

const cart: ObjectScope = { kind: "service", stack: "latest", service: "cart" };
const ad: ObjectScope = { kind: "service", stack: "latest", service: "ad" };

const object = (scope: ObjectScope, apiVersion: string, kind: string, name: string, rest: object = {}): CompiledObject => ({
  scope,
  manifest: { apiVersion, kind, metadata: { name, namespace: "shop" }, ...rest },
});

const build = (...parts: readonly (readonly [StackModel, ...(readonly CompiledObject[])])[]) => {
  const builder = new TreeBuilder();
  for (const [stack, ...objects] of parts) builder.addObjects(stack, objects);
  return { paths: [...builder.tree.keys()], problems: builder.problems.map(formatProblem) };
};

describe("two objects that cannot both be", () => {
  it("may share a name where the kinds differ", () => {
    expect(build([latest, object(cart, "v1", "Service", "cart"), object(cart, "v1", "ConfigMap", "cart")])).toEqual({
      paths: ["latest/services/cart/service-cart.yaml", "latest/services/cart/configmap-cart.yaml"],
      problems: [],
    });
  });

  it("may share a name where the API groups differ", () => {
    expect(
      build([latest, object(cart, "serving.knative.dev/v1", "Service", "cart"), object(ad, "v1", "Service", "cart")]).problems,
    ).toEqual([]);
  });

  it("want one file", () => {
    expect(build([latest, object(cart, "v1", "Service", "cart"), object(cart, "serving.knative.dev/v1", "Service", "cart")])).toEqual({
      paths: ["latest/services/cart/service-cart.yaml"],
      problems: ["pulumi-gen/latest/services/cart/service-cart.yaml: two objects have this path"],
    });
  });

  it("are one object to the cluster, in two directories", () => {
    expect(build([latest, object(cart, "v1", "Service", "cart"), object(ad, "v1", "Service", "cart")])).toEqual({
      paths: ["latest/services/cart/service-cart.yaml"],
      problems: [
        'pulumi-gen/latest/services/ad/service-cart.yaml: Service "cart" is rendered by pulumi-gen/latest/services/cart/service-cart.yaml, too',
      ],
    });
  });

  it("are one object in two versions of its API", () => {
    expect(
      build([
        latest,
        object(cart, "autoscaling/v1", "HorizontalPodAutoscaler", "cart"),
        object(ad, "autoscaling/v2", "HorizontalPodAutoscaler", "cart"),
      ]).problems,
    ).toEqual([
      'pulumi-gen/latest/services/ad/horizontalpodautoscaler-cart.yaml: HorizontalPodAutoscaler "cart" is rendered by pulumi-gen/latest/services/cart/horizontalpodautoscaler-cart.yaml, too',
    ]);
  });

  it("differ in upper and lower case only, which some file systems do not", () => {
    expect(
      build([
        latest,
        object(cart, "v1", "Thing", "a"),
        object({ ...cart, service: "CART" }, "v2", "thing", "a", { metadata: { name: "a" } }),
      ]).problems,
    ).toEqual([
      "pulumi-gen/latest/services/CART/thing-a.yaml: differs from latest/services/cart/thing-a.yaml in upper and lower case only",
    ]);
  });

  it("are an Application of two stacks, which Argo CD has in one namespace", () => {
    const application = (stack: string, name: string): CompiledObject =>
      object({ kind: "application", stack, name }, "argoproj.io/v1alpha1", "Application", "a-b-c");
    expect(build([latest, application("a", "b-c")], [staging, application("a-b", "c")]).problems).toEqual([
      'pulumi-gen/a-b/applications/c.yaml: Application "a-b-c" is rendered by pulumi-gen/a/applications/b-c.yaml, too',
    ]);
  });

  it("are a cluster's object of two stacks on that cluster, and not of two on two", () => {
    const priority = (stack: string): CompiledObject => ({
      scope: { kind: "platform", stack },
      manifest: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "high" } },
    });
    expect(build([latest, priority("latest")], [staging, priority("staging")]).problems).toEqual([]);
    expect(build([latest, priority("latest")], [{ ...staging, cluster: "latest" }, priority("staging")]).problems).toEqual([
      'pulumi-gen/staging/platform/priorityclass-high.yaml: PriorityClass "high" is rendered by pulumi-gen/latest/platform/priorityclass-high.yaml, too',
    ]);
  });
});

it("refuses a file name that no file system takes", () => {
  const name = "a".repeat(253);
  expect(build([latest, object(cart, "v1", "ConfigMap", name)]).problems).toEqual([
    `pulumi-gen/latest/services/cart/configmap-${name}.yaml: the file name has 268 characters; the maximum is 255`,
  ]);
  expect(build([latest, object(cart, "v1", "ConfigMap", "a".repeat(240))]).problems).toEqual([]);
});

describe("names of another tier", () => {
  const setting = (value: string): CompiledObject => object({ ...cart, stack: "prod" }, "v1", "ConfigMap", "cart", { data: { value } });
  const mention = (found: string): string =>
    `pulumi-gen/prod/services/cart/configmap-cart.yaml: ConfigMap "cart" mentions "${found}", which is of another tier than prod (prod)`;

  it.each([
    ["the host of a need", "carts.cart.latest.internal:6379", "latest.internal"],
    ["a topic", "projects/shop-staging/topics/staging-cart-orders", "shop-staging"],
    ["a Google service account", "cart-0a1b2c3d@shop-latest.iam.gserviceaccount.com", "shop-latest"],
    ["a bucket", "shop-latest-latest-cart-assets", "shop-latest"],
    ["a bucket's address", "gs://shop-staging-staging-cart-assets/a", "shop-staging"],
    ["a project by itself", "shop-latest", "shop-latest"],
    ["the first of several", "a.latest.internal,b.staging.internal", "latest.internal"],
  ])("are refused on prod: %s", (_title, value, found) => {
    expect(build([prod, setting(value)]).problems).toEqual([mention(found)]);
  });

  it.each([
    ["its own", "carts.cart.prod.internal in shop-prod"],
    ["a word with the name in it", "my-shop-latest"],
    ["another zone that ends alike", "greatest.internal"],
    ["the tier as a word", "the latest and staging"],
  ])("are not: %s", (_title, value) => {
    expect(build([prod, setting(value)]).problems).toEqual([]);
  });
});

describe("a project of another tier that is called", () => {
  const onProd = (dev: Readonly<Record<string, string>>, data: object) => {
    const prod = stackFile("prod", { tier: "prod", project: "shop-prod", namespace: "web", domain: "www.example.com" });
    const [, stack] = modelOf(fleetOf({ services, stacks: [stackFile("dev", dev), prod] })).stacks as readonly [StackModel, StackModel];
    const manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cart", namespace: "web" }, data };
    return build([stack, { scope: { ...cart, stack: "prod" }, manifest }]).problems;
  };

  it("like the beginning of this one's does not stand in the way", () => {
    expect(onProd({ project: "shop" }, { BUCKET: "shop-prod-prod-cart-assets" })).toEqual([]);
  });

  it("like this one's namespace does not either", () => {
    expect(onProd({ project: "web" }, { PORT: "8080" })).toEqual([]);
  });
});

describe("addLock", () => {
  it("writes the lock in canonical form and drops services that the stack does not run any more", () => {
    const builder = new TreeBuilder();
    builder.addLock(
      latest,
      new Map([
        ["gone", { tag: "v1" }],
        ["cart", { tag: "1.10" }],
        ["ad", { tag: "v2", release: "01JD" }],
      ]),
    );
    expect([...builder.tree]).toEqual([["latest/versions.yaml", "ad:\n  release: 01JD\n  tag: v2\ncart:\n  tag: '1.10'\n"]]);
  });
});
