import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { override, secret } from "../index.ts";
import { formatProblem } from "../base/problem.ts";
import { compileStack } from "./compile-stack.ts";
import { findPath } from "./manifest-path.ts";

const compiled = (fields: Fields, onStack?: Fields) => {
  const cart = serviceFile("cart", fields);
  const overrides = onStack === undefined ? [] : [override(cart.service, onStack)];
  const fleet = fleetOf({ services: [cart], stacks: [stackFile("latest", { overrides })] });
  const model = modelOf(fleet);
  const all = model.stacks.map((stack) => compileStack(model, stack, lockFor(fleet)));
  return {
    manifests: all.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest)),
    problems: all.flatMap(({ problems }) => problems.map(formatProblem)),
  };
};

const valueOf = (kind: string, path: string, fields: Fields, onStack?: Fields): unknown =>
  findPath(
    compiled(fields, onStack).manifests.find((each) => each.kind === kind),
    path,
  )?.value;

// A patch of a test may do what no type allows.
type Draft = Record<string, never> & { metadata: Record<string, never>; spec: Record<string, never> };
type Patch = (draft: Draft) => unknown;
const set =
  (path: string, value: unknown): Patch =>
  (draft) => {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    Reflect.set(Object(findPath(draft, keys.join("."))?.value ?? draft), last, value);
  };

describe("a patch", () => {
  it("may change its draft in place", () => {
    expect(valueOf("Deployment", "spec.minReadySeconds", { patch: { Deployment: set("spec.minReadySeconds", 30) } })).toBe(30);
  });

  it("may return a new object", () => {
    const Deployment = (draft: Draft) => ({ ...draft, spec: { ...draft.spec, minReadySeconds: 30 } });
    expect(valueOf("Deployment", "spec.minReadySeconds", { patch: { Deployment } })).toBe(30);
  });

  it("is applied lowest layer first: service, tier, stack", () => {
    const add =
      (word: string): Patch =>
      (draft) => {
        const before = findPath(draft, "metadata.annotations.by")?.value;
        set("metadata.annotations.by", typeof before === "string" ? `${before}, ${word}` : word)(draft);
      };
    const patch = (word: string) => ({ patch: { Deployment: add(word) } });
    expect(
      valueOf("Deployment", "metadata.annotations.by", { ...patch("service"), tiers: { latest: patch("tier") } }, patch("stack")),
    ).toBe("service, tier, stack");
  });

  it("of a ConfigMap renames the map, so that the pods restart", () => {
    const fields = { env: { A: 1 } };
    const patched = { ...fields, patch: { ConfigMap: set("data.A", "2") } };
    const name = valueOf("ConfigMap", "metadata.name", patched);
    expect(name).toBe(valueOf("ConfigMap", "metadata.name", { env: { A: 2 } }));
    expect(valueOf("Deployment", "spec.template.spec.containers.0.envFrom.0.configMapRef.name", patched)).toBe(name);
  });

  it("gets every object of its kind", () => {
    const fields = { jobs: { a: { command: ["a"] }, b: { command: ["b"] } }, patch: { Job: set("spec.backoffLimit", 9) } };
    const jobs = compiled(fields).manifests.filter(({ kind }) => kind === "Job");
    expect(jobs.map((job) => [job.metadata.name, findPath(job, "spec.backoffLimit")?.value])).toEqual([
      ["cart-a", 9],
      ["cart-b", 9],
    ]);
  });

  it.each(["Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "Job"])(
    "that returns null drops the %s",
    (kind) => {
      const fields = { jobs: { a: { command: ["a"] } } };
      const { manifests, problems } = compiled({ ...fields, patch: { [kind]: () => null } });
      const expected = compiled(fields).manifests.filter((each) => each.kind !== kind || each.metadata.name === "default-deny");
      expect([manifests, problems]).toEqual([expected, []]);
    },
  );

  it.each<readonly [kind: string, name: string, reason: string]>([
    ["ServiceAccount", "cart", "the pods run as it"],
    ["Deployment", "cart", "the service would not run"],
    ["Application", "latest-cart", "without it, Argo CD deploys nothing"],
  ])("cannot drop the %s", (kind, name, reason) => {
    expect(compiled({ patch: { [kind]: () => null } }).problems).toEqual([
      `services/cart.ts: patch.${kind}: cannot drop ${kind} "${name}": ${reason}`,
    ]);
  });

  it("gets no object of another kind", () => {
    const before = compiled({}).manifests;
    const after = compiled({ patch: { Service: set("spec.sessionAffinity", "ClientIP") } }).manifests;
    expect(before.filter(({ kind }) => kind !== "Service")).toEqual(after.filter(({ kind }) => kind !== "Service"));
  });

  it("changes a copy, and no object of the next stack", () => {
    const cart = serviceFile("cart", {
      patch: { Deployment: (draft: Draft) => void set("spec.replicas", Number(findPath(draft, "spec.replicas")?.value ?? 0) + 1)(draft) },
    });
    const fleet = fleetOf({ services: [cart], stacks: [stackFile("first"), stackFile("second")] });
    const model = modelOf(fleet);
    const replicas = [...model.stacks, ...model.stacks].flatMap((stack) =>
      compileStack(model, stack, lockFor(fleet)).manifests.flatMap(({ manifest }) =>
        manifest.kind === "Deployment" ? [findPath(manifest, "spec.replicas")?.value] : [],
      ),
    );
    expect(replicas).toEqual([1, 1, 1, 1]);
  });

  it.each<readonly [title: string, changed: string, other: string, field: string, value: string]>([
    ["a label of the Deployment, and none of its pods", "metadata.labels", "spec.template.metadata.labels", "added", "yes"],
    [
      "the security context of one container",
      "spec.template.spec.containers.0.securityContext",
      "spec.template.spec.initContainers.0.securityContext",
      "procMount",
      "Default",
    ],
    [
      "the capabilities of one container",
      "spec.template.spec.containers.0.securityContext.capabilities",
      "spec.template.spec.initContainers.0.securityContext.capabilities",
      "drop.1",
      "yes",
    ],
    [
      "the selector of the anti-affinity, and not that of the zones",
      "spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.podAffinityTerm.labelSelector.matchLabels",
      "spec.template.spec.topologySpreadConstraints.0.labelSelector.matchLabels",
      "added",
      "yes",
    ],
  ])("changes one place: %s", (_title, changed, other, field, value) => {
    const fields = { init: { warm: { command: ["warm"] } } };
    const patched = { ...fields, patch: { Deployment: set(`${changed}.${field}`, value) } };
    expect(valueOf("Deployment", `${changed}.${field}`, patched)).toBe(value);
    expect(valueOf("Deployment", other, patched)).toEqual(valueOf("Deployment", other, fields));
  });
});

describe("an invalid patch is reported, and the object keeps its state:", () => {
  const identity = (name: string, kind = "Deployment"): string => `must keep apiVersion, kind, name and namespace of ${kind} "${name}"`;

  it.each<readonly [string, Patch, string]>([
    ["another name", set("metadata.name", "other"), `patch.Deployment: ${identity("cart")}`],
    ["another namespace", set("metadata.namespace", "other"), `patch.Deployment: ${identity("cart")}`],
    ["no namespace", (draft) => ({ ...draft, metadata: { name: "cart" } }), `patch.Deployment: ${identity("cart")}`],
    ["another kind", set("kind", "StatefulSet"), `patch.Deployment: ${identity("cart")}`],
    ["another version", set("apiVersion", "apps/v2"), `patch.Deployment: ${identity("cart")}`],
    ["a string", () => "replicas: 3", "patch.Deployment: is not a Kubernetes object"],
    ["a list", () => [], "patch.Deployment: is not a Kubernetes object"],
    ["a promise", async () => await Promise.resolve({}), "patch.Deployment: is not a Kubernetes object"],
    ["null inside", set("spec.paused", null), "patch.Deployment.spec.paused: is null; leave the field out"],
    ["undefined inside", set("spec.paused", undefined), "patch.Deployment.spec.paused: is undefined; leave the field out"],
    ["a function inside", set("spec.paused", () => true), "patch.Deployment.spec.paused: is a function; leave the field out"],
    ["a date inside", set("metadata.annotations.at", new Date(0)), "patch.Deployment.metadata.annotations.at: is a Date, not plain data"],
    [
      "a label that is a number",
      set("metadata.labels.replicas", 3),
      'patch.Deployment.metadata.labels.replicas: 3 is not a string; write "3"',
    ],
    ["itself inside", (draft) => set("spec.self", draft)(draft), "patch.Deployment.spec.self: contains itself"],
    [
      "an error",
      () => {
        throw new Error("boom");
      },
      "patch.Deployment: failed: boom",
    ],
    [
      "a thrown string",
      () => {
        throw "boom";
      },
      "patch.Deployment: failed: boom",
    ], // eslint-disable-line no-throw-literal
  ])("%s", (_title, Deployment, problem) => {
    const { manifests, problems } = compiled({ patch: { Deployment } });
    expect(problems).toEqual([`services/cart.ts: ${problem}`]);
    expect(manifests).toEqual(compiled({}).manifests);
  });

  it("an ExternalSecret that becomes a Secret", () => {
    const ExternalSecret = (draft: Draft) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: draft.metadata,
      stringData: { token: "hunter2" },
    });
    expect(compiled({ needs: { token: secret() }, patch: { ExternalSecret } }).problems).toEqual([
      'services/cart.ts: patch.ExternalSecret: the Secret "cart-token" would be in git',
    ]);
  });

  it("the problem names the layer of the patch", () => {
    const broken = { patch: { Deployment: set("metadata.name", "other") } };
    const fine = { patch: { Deployment: set("spec.minReadySeconds", 1) } };
    expect(compiled({ ...fine, tiers: { latest: broken } }).problems).toEqual([
      `services/cart.ts: tiers.latest.patch.Deployment: ${identity("cart")}`,
    ]);
    expect(compiled(fine, broken).problems).toEqual([`stacks/latest.ts: override(cart).patch.Deployment: ${identity("cart")}`]);
    expect(compiled(broken, fine).problems).toEqual([`services/cart.ts: patch.Deployment: ${identity("cart")}`]);
  });
});
