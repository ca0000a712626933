import { describe, expect, it } from "vitest";
import { fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { RELEASE_1 } from "../../test/release-ids.ts";
import type { Place, Placed } from "../compile/placed.ts";
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

const cart: Place = { scope: "service", stack: "latest", service: "cart" };
const ad: Place = { scope: "service", stack: "latest", service: "ad" };

const object = (place: Place, apiVersion: string, kind: string, name: string, rest: object = {}): Placed => ({
  place,
  manifest: { apiVersion, kind, metadata: { name, namespace: "shop" }, ...rest },
});

const build = (...parts: readonly (readonly [StackModel, ...(readonly Placed[])])[]) => {
  const builder = new TreeBuilder();
  for (const [stack, ...objects] of parts) builder.addObjects(stack, objects);
  return { paths: [...builder.tree.keys()], problems: builder.problems.map(formatProblem) };
};

describe("two objects", () => {
  it("may share a name if their kinds differ", () => {
    expect(build([latest, object(cart, "v1", "Service", "cart"), object(cart, "v1", "ConfigMap", "cart")])).toEqual({
      paths: ["latest/services/cart/service-cart.yaml", "latest/services/cart/configmap-cart.yaml"],
      problems: [],
    });
  });

  it("may share a name if their API groups differ", () => {
    expect(
      build([latest, object(cart, "serving.knative.dev/v1", "Service", "cart"), object(ad, "v1", "Service", "cart")]).problems,
    ).toEqual([]);
  });

  it("may not have one path", () => {
    expect(build([latest, object(cart, "v1", "Service", "cart"), object(cart, "serving.knative.dev/v1", "Service", "cart")])).toEqual({
      paths: ["latest/services/cart/service-cart.yaml"],
      problems: ["pulumi-gen/latest/services/cart/service-cart.yaml: two objects have this path"],
    });
  });

  it("may not be one object of the cluster in two directories", () => {
    expect(build([latest, object(cart, "v1", "Service", "cart"), object(ad, "v1", "Service", "cart")])).toEqual({
      paths: ["latest/services/cart/service-cart.yaml"],
      problems: [
        'pulumi-gen/latest/services/ad/service-cart.yaml: Service "cart" is rendered by pulumi-gen/latest/services/cart/service-cart.yaml, too',
      ],
    });
  });

  it("may not be one object in two API versions", () => {
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

  it("may not have paths that some file systems cannot tell apart: they differ only in case", () => {
    expect(
      build([
        latest,
        object(cart, "v1", "Thing", "a"),
        object({ ...cart, service: "CART" }, "v2", "thing", "a", { metadata: { name: "a" } }),
      ]).problems,
    ).toEqual([
      "pulumi-gen/latest/services/CART/thing-a.yaml: differs from latest/services/cart/thing-a.yaml only in upper and lower case",
    ]);
  });

  it("of two stacks may not be one Application, because Argo CD has one namespace", () => {
    const application = (stack: string, name: string): Placed =>
      object({ scope: "application", stack, name }, "argoproj.io/v1alpha1", "Application", "a-b-c");
    expect(build([latest, application("a", "b-c")], [staging, application("a-b", "c")]).problems).toEqual([
      'pulumi-gen/a-b/applications/c.yaml: Application "a-b-c" is rendered by pulumi-gen/a/applications/b-c.yaml, too',
    ]);
  });

  it("of the whole cluster may share a name only on two clusters", () => {
    const priority = (stack: string): Placed => ({
      place: { scope: "platform", stack },
      manifest: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "high" } },
    });
    expect(build([latest, priority("latest")], [staging, priority("staging")]).problems).toEqual([]);
    expect(build([latest, priority("latest")], [{ ...staging, cluster: "latest" }, priority("staging")]).problems).toEqual([
      'pulumi-gen/staging/platform/priorityclass-high.yaml: PriorityClass "high" is rendered by pulumi-gen/latest/platform/priorityclass-high.yaml, too',
    ]);
  });
});

it("refuses a file name that is too long for file systems", () => {
  const name = "a".repeat(253);
  expect(build([latest, object(cart, "v1", "ConfigMap", name)]).problems).toEqual([
    `pulumi-gen/latest/services/cart/configmap-${name}.yaml: the file name has 268 characters; the maximum is 255`,
  ]);
  expect(build([latest, object(cart, "v1", "ConfigMap", "a".repeat(240))]).problems).toEqual([]);
});

describe("names of another tier", () => {
  const setting = (value: string): Placed => object({ ...cart, stack: "prod" }, "v1", "ConfigMap", "cart", { data: { value } });
  const mention = (found: string): string =>
    `pulumi-gen/prod/services/cart/configmap-cart.yaml: ConfigMap "cart" mentions "${found}", which is of another tier than prod (prod)`;

  it.each([
    ["the host of a need", "carts.cart.latest.internal:6379", "latest.internal"],
    ["a topic", "projects/shop-staging/topics/staging-cart-orders", "shop-staging"],
    ["a Google service account", "cart-0a1b2c3d@shop-latest.iam.gserviceaccount.com", "shop-latest"],
    ["a bucket", "shop-latest-latest-cart-assets", "shop-latest"],
    ["a bucket's address", "gs://shop-staging-staging-cart-assets/a", "shop-staging"],
    ["a project alone", "shop-latest", "shop-latest"],
    ["the first of several", "a.latest.internal,b.staging.internal", "latest.internal"],
  ])("are refused on prod: %s", (_title, value, found) => {
    expect(build([prod, setting(value)]).problems).toEqual([mention(found)]);
  });

  it.each([
    ["its own", "carts.cart.prod.internal in shop-prod"],
    ["a word that contains the name", "my-shop-latest"],
    ["another zone with an equal ending", "greatest.internal"],
    ["the tier as a word", "the latest and staging"],
  ])("are not refused: %s", (_title, value) => {
    expect(build([prod, setting(value)]).problems).toEqual([]);
  });
});

describe("a project of another tier whose name", () => {
  const onProd = (dev: Readonly<Record<string, string>>, data: object) => {
    const prod = stackFile("prod", { tier: "prod", project: "shop-prod", namespace: "web", domain: "www.example.com" });
    const [, stack] = modelOf(fleetOf({ services, stacks: [stackFile("dev", dev), prod] })).stacks as readonly [StackModel, StackModel];
    const manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cart", namespace: "web" }, data };
    return build([stack, { place: { ...cart, stack: "prod" }, manifest }]).problems;
  };

  it("starts this stack's project is not refused", () => {
    expect(onProd({ project: "shop" }, { BUCKET: "shop-prod-prod-cart-assets" })).toEqual([]);
  });

  it("equals this stack's namespace is not refused", () => {
    expect(onProd({ project: "web" }, { PORT: "8080" })).toEqual([]);
  });
});

describe("addLock", () => {
  it("writes the canonical lock and drops services that the stack does not run any more", () => {
    const builder = new TreeBuilder();
    builder.addLock(
      latest,
      new Map([
        ["gone", { tag: "v1" }],
        ["cart", { tag: "1.10" }],
        ["ad", { tag: "v2", release: RELEASE_1 }],
      ]),
    );
    expect([...builder.tree]).toEqual([["latest/versions.yaml", `ad: {release: ${RELEASE_1}, tag: v2}\ncart: {tag: '1.10'}\n`]]);
  });
});
