import { describe, expect, it } from "vitest";
import { compileFleet } from "../../test/compile-fleet.ts";
import { fleetOf, lockFor, modelOf, serviceFile } from "../../test/fleets.ts";
import { toYaml } from "../render/yaml.ts";
import { formatProblem } from "../base/problem.ts";
import { compileStack } from "./compile-stack.ts";

const usual = modelOf(fleetOf({ services: [serviceFile("cart")] }));
const usualCount = usual.stacks.flatMap((stack) => compileStack(usual, stack, new Map([["cart", { tag: "v1" }]])).manifests).length;

const compiled = (manifests: unknown) => {
  const fleet = fleetOf({ services: [serviceFile("cart", { manifests })] });
  const model = modelOf(fleet);
  const all = model.stacks.map((stack) => compileStack(model, stack, lockFor(fleet)));
  const own = all.flatMap((each) => each.manifests.flatMap(({ scope, manifest }) => (scope.kind === "service" ? [manifest] : [])));
  const made = new Set(["ServiceAccount", "Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"]);
  return {
    extra: own.filter(({ kind, metadata }) => !made.has(kind) || metadata.name !== "cart"),
    count: all.flatMap((each) => each.manifests).length - usualCount,
    problems: all.flatMap(({ problems }) => problems.map(formatProblem)),
  };
};

const object = (kind: string, rest: object = {}): object => ({ apiVersion: "v1", kind, metadata: { name: "data" }, ...rest });
const refused = (object: unknown) => {
  const { count, problems } = compiled(() => [object]);
  return { count, problems };
};

describe("manifests", () => {
  it("are in the stack's namespace", () => {
    expect(compiled(() => [object("ConfigMap", { data: { a: "b" } })]).extra.map(toYaml)).toEqual([
      "apiVersion: v1\ndata:\n  a: b\nkind: ConfigMap\nmetadata:\n  name: data\n  namespace: shop\n",
    ]);
  });

  it("get names, and no value of the environment", () => {
    let seen: unknown;
    compiled((context: unknown) => {
      seen = context;
      return [];
    });
    expect(seen).toEqual({
      service: "cart",
      namespace: "shop",
      labels: {
        "app.kubernetes.io/component": "api",
        "app.kubernetes.io/instance": "cart",
        "app.kubernetes.io/managed-by": "fairlead",
        "app.kubernetes.io/name": "cart",
        "app.kubernetes.io/part-of": "shop",
        env: "latest",
        owner: "shopping",
      },
      selector: { "app.kubernetes.io/instance": "cart", "app.kubernetes.io/name": "cart" },
    });
  });

  it("cannot change the labels of the service's own objects", () => {
    const { extra, problems } = compiled(({ labels, selector }: Readonly<Record<string, Record<string, string>>>) => {
      if (labels !== undefined) labels["owner"] = "nobody";
      if (selector !== undefined) delete selector["app.kubernetes.io/name"];
      return [object("ConfigMap", { data: {} })];
    });
    const fleet = fleetOf({ services: [serviceFile("cart")] });
    const [service] = compileFleet(fleet).filter(({ manifest }) => manifest.kind === "Service");
    expect([extra.length, problems, service?.manifest.metadata.labels?.["owner"]]).toEqual([1, [], "shopping"]);
  });

  it("may set the namespace explicitly", () => {
    const { extra, problems } = compiled(() => [{ ...object("ConfigMap"), metadata: { name: "data", namespace: "shop" } }]);
    expect([extra.map(({ metadata }) => metadata), problems]).toEqual([[{ name: "data", namespace: "shop" }], []]);
  });

  it.each([
    ["PersistentVolumeClaim", "v1", {}],
    ["ExternalSecret", "external-secrets.io/v1", { secretStoreRef: { name: "store" }, data: [] }],
  ])("get the annotation that protects a %s from removal", (kind, apiVersion, spec) => {
    const annotations = {
      "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
      "argocd.argoproj.io/sync-options": "Delete=confirm,Prune=false",
    };
    expect(compiled(() => [object(kind, { apiVersion, spec })]).extra.map(({ metadata }) => metadata.annotations)).toEqual([annotations]);
  });

  it("keep other annotations and sync options of a protected object", () => {
    const annotations = { note: "kept", "argocd.argoproj.io/sync-options": "SkipDryRunOnMissingResource=true,Prune=confirm" };
    const [claim] = compiled(() => [{ ...object("PersistentVolumeClaim"), metadata: { name: "data", annotations } }]).extra;
    const options = (claim?.metadata.annotations?.["argocd.argoproj.io/sync-options"] ?? "").split(",").sort();
    expect([claim?.metadata.annotations?.["note"], options]).toEqual([
      "kept",
      ["Delete=confirm", "Prune=false", "SkipDryRunOnMissingResource=true"],
    ]);
  });

  it("may share a part between two fields", () => {
    const shared = { a: "b" };
    expect(compiled(() => [object("ConfigMap", { data: shared, metadata: { name: "data", labels: shared } })]).problems).toEqual([]);
  });
});

describe("an added object is refused:", () => {
  const secret = 'services/cart.ts: manifests.0: the Secret "data" would be in git';

  it.each<readonly [string, unknown, readonly string[]]>([
    ["a Secret with data", object("Secret", { data: { token: "aHVudGVyMg==" } }), [secret]],
    ["a Secret with plain data", object("Secret", { stringData: { token: "hunter2" } }), [secret]],
    ["a Secret without data", object("Secret"), [secret]],
    [
      "a Secret inside a List",
      { apiVersion: "v1", kind: "List", metadata: { name: "all" }, items: [object("Secret")] },
      ["services/cart.ts: manifests.0: is a list of objects; return each object separately"],
    ],
    [
      "a SecretList",
      { apiVersion: "v1", kind: "SecretList", metadata: { name: "all" }, items: [] },
      ["services/cart.ts: manifests.0: is a list of objects; return each object separately"],
    ],
    [
      "a Secret inside another object",
      object("Bundle", { spec: { objects: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "inner" }, stringData: { a: "b" } }] } }),
      ['services/cart.ts: manifests.0.spec.objects.0: the Secret "inner" would be in git'],
    ],
    [
      "a private key",
      object("ConfigMap", { data: { key: "-----BEGIN PRIVATE KEY-----\nMII" } }),
      ["services/cart.ts: manifests.0.data.key: contains a private key"],
    ],
    [
      "a label that is a number",
      { ...object("ConfigMap"), metadata: { name: "data", labels: { replicas: 3 } } },
      ['services/cart.ts: manifests.0.metadata.labels.replicas: 3 is not a string; write "3"'],
    ],
    [
      "a label that is a list",
      { ...object("ConfigMap"), metadata: { name: "data", labels: { app: ["a"] } } },
      ["services/cart.ts: manifests.0.metadata.labels.app: is not a string"],
    ],
    [
      "an annotation that is a boolean",
      { ...object("ConfigMap"), metadata: { name: "data", annotations: { on: true } } },
      ['services/cart.ts: manifests.0.metadata.annotations.on: true is not a string; write "true"'],
    ],
    [
      "another namespace",
      { ...object("ConfigMap"), metadata: { name: "data", namespace: "kube-system" } },
      ['services/cart.ts: manifests.0.metadata.namespace: "kube-system" is not the stack\'s namespace "shop"'],
    ],
    ["a string", "kind: ConfigMap", ["services/cart.ts: manifests.0: is not a Kubernetes object"]],
    ["null", null, ["services/cart.ts: manifests.0: is not a Kubernetes object"]],
    ["a list in the list", [object("ConfigMap")], ["services/cart.ts: manifests.0: is not a Kubernetes object"]],
    ["no kind", { apiVersion: "v1", metadata: { name: "data" } }, ["services/cart.ts: manifests.0.kind: is missing or malformed"]],
    ["a kind that is a path", object("../../x"), ["services/cart.ts: manifests.0.kind: is missing or malformed"]],
    [
      "no version",
      { kind: "ConfigMap", metadata: { name: "data" } },
      ["services/cart.ts: manifests.0.apiVersion: is missing or malformed"],
    ],
    ["no name", { apiVersion: "v1", kind: "ConfigMap", metadata: {} }, ["services/cart.ts: manifests.0.metadata.name: is missing"]],
    [
      "a name that leaves the directory",
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "../../x" } },
      [
        'services/cart.ts: manifests.0.metadata.name: "../../x" is not the name of an object; allowed are lower-case letters, digits, "-" and "."',
      ],
    ],
  ])("%s", (_title, extra, problems) => {
    const { problems: found } = refused(extra);
    expect(found).toEqual(problems);
  });

  it.each([
    "Namespace",
    "Node",
    "PersistentVolume",
    "StorageClass",
    "VolumeAttachment",
    "CSIDriver",
    "CSINode",
    "PriorityClass",
    "RuntimeClass",
    "IngressClass",
    "GatewayClass",
    "ClusterRole",
    "ClusterRoleBinding",
    "CustomResourceDefinition",
    "APIService",
    "FlowSchema",
    "PriorityLevelConfiguration",
    "CertificateSigningRequest",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "ClusterSecretStore",
    "ClusterIssuer",
    "CiliumClusterwideNetworkPolicy",
  ])("a %s, because it belongs to the whole cluster", (kind) => {
    expect(refused(object(kind))).toEqual({
      count: 0,
      problems: [`services/cart.ts: manifests.0: a service cannot add a ${kind}: it belongs to the whole cluster`],
    });
  });

  class Data {
    readonly a = "b";
  }
  const circle: Record<string, unknown> = {};
  circle["again"] = circle;
  const sparse: unknown[] = ["a"];
  sparse[2] = "c";

  it.each<readonly [string, unknown, string]>([
    ["null", null, "data: is null; leave the field out"],
    ["undefined", undefined, "data: is undefined; leave the field out"],
    ["a function", () => "x", "data: is a function; leave the field out"],
    ["a symbol", Symbol("x"), "data: is a symbol; leave the field out"],
    ["a large integer", 10n, "data: is a bigint; leave the field out"],
    ["NaN", Number.NaN, "data: NaN is not a number that YAML keeps"],
    ["infinity", -Infinity, "data: -Infinity is not a number that YAML keeps"],
    ["an integer above 2^53", 2 ** 53, "data: 9007199254740992 is not a number that YAML keeps"],
    ["a date", new Date(0), "data: is a Date, not plain data"],
    ["a map", new Map(), "data: is a Map, not plain data"],
    ["an object of a class", new Data(), "data: is a Data, not plain data"],
    ["a cycle", circle, "data.again: contains itself"],
    ["null deep inside", { a: [{ b: null }] }, "data.a.0.b: is null; leave the field out"],
    ["a list with a gap", sparse, "data.1: is undefined; leave the field out"],
    ["a field called __proto__", JSON.parse('{"__proto__": {"a": 1}}'), 'data: has a field called "__proto__"'],
  ])("%s as a value", (_title, data, problem) => {
    expect(refused(object("ConfigMap", { data }))).toEqual({ count: 0, problems: [`services/cart.ts: manifests.0.${problem}`] });
  });

  it.each<readonly [string, () => unknown, string]>([
    ["an object instead of a list", () => object("ConfigMap"), "must return a list of objects"],
    ["undefined instead of a list", () => undefined, "must return a list of objects"],
    ["a promise", async () => await Promise.resolve([]), "must return a list of objects"],
    [
      "an error",
      () => {
        throw new Error("boom");
      },
      "failed: boom",
    ],
  ])("%s", (_title, manifests, problem) => {
    const { count, problems } = compiled(manifests);
    expect([count, problems]).toEqual([0, [`services/cart.ts: manifests: ${problem}`]]);
  });
});
