import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { secret } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const jobs = (fields: Fields) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "Job" ? [manifest] : []));
};

const migrate = { jobs: { migrate: { command: ["migrate"] } } };
const valueOf = (path: string, fields: Fields = migrate): unknown => findPath(jobs(fields)[0], path)?.value;

const POD = "spec.template.spec";
const LABELS = {
  "app.kubernetes.io/component": "job",
  "app.kubernetes.io/instance": "cart-migrate",
  "app.kubernetes.io/managed-by": "fairlead",
  "app.kubernetes.io/name": "cart-migrate",
  "app.kubernetes.io/part-of": "shop",
  "app.kubernetes.io/version": "v1.2.3",
  env: "latest",
  owner: "shopping",
};

describe("a Job", () => {
  it.each<readonly [string, string, unknown]>([
    ["has the service's name in its name", "metadata.name", "cart-migrate"],
    ["has its own labels, so that the Service does not select it", "metadata.labels", LABELS],
    ["has these labels on its pods", "spec.template.metadata.labels", LABELS],
    [
      "is a hook of the sync, before the pods and after what it needs",
      "metadata.annotations",
      {
        "argocd.argoproj.io/hook": "Sync",
        "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
        "argocd.argoproj.io/sync-wave": "1",
        email: "shopping@example.com",
      },
    ],
    ["is kept for a day with its logs", "spec.ttlSecondsAfterFinished", 86_400],
    ["ends after ten minutes", "spec.activeDeadlineSeconds", 600],
    ["retries once", "spec.backoffLimit", 1],
    ["restarts a failed container", `${POD}.restartPolicy`, "OnFailure"],
    ["has the service's ServiceAccount", `${POD}.serviceAccountName`, "cart"],
    ["has no probes", `${POD}.containers.0.readinessProbe`, undefined],
    ["runs its own command", `${POD}.containers.0.command`, ["migrate"]],
    [
      "runs in the service's image",
      `${POD}.containers.0.image`,
      `registry.example.com/shop/app:v1.2.3@sha256:${"0123456789abcdef".repeat(4)}`,
    ],
    ["has no selector, because the API server sets it", "spec.selector", undefined],
  ])("%s", (_title, path, expected) => {
    expect(valueOf(path)).toEqual(expected);
  });

  it("uses its own fields, and the service's resources by default", () => {
    const resources = { cpu: "300m", memory: "1Gi" };
    const fields = {
      resources,
      jobs: { a: { command: ["a"], args: ["-v"], timeoutSeconds: 60, retries: 0 }, b: { command: ["b"], resources: { cpu: "2" } } },
    };
    const made = jobs(fields).map((job) =>
      [
        "metadata.name",
        "spec.activeDeadlineSeconds",
        "spec.backoffLimit",
        `${POD}.containers.0.args`,
        `${POD}.containers.0.resources.requests`,
      ].map((path) => findPath(job, path)?.value),
    );
    expect(made).toEqual([
      ["cart-a", 60, 0, ["-v"], { cpu: "300m", "ephemeral-storage": "1Gi", memory: "1Gi" }],
      ["cart-b", 600, 1, undefined, { cpu: "2", "ephemeral-storage": "1Gi", memory: "128Mi" }],
    ]);
  });

  it("has the service's environment, files and secrets", () => {
    const fields = { ...migrate, env: { PORT: 8080 }, files: { "/etc/app.conf": "x" }, needs: { db: secret() } };
    const mounts = valueOf(`${POD}.containers.0.volumeMounts`, fields) as readonly { readonly mountPath: string }[];
    expect([valueOf(`${POD}.containers.0.envFrom.0.configMapRef.name`, fields), mounts.map(({ mountPath }) => mountPath)]).toEqual([
      "cart-d4096f2b",
      ["/tmp", "/etc/app.conf", "/var/run/fairlead/db"],
    ]);
  });

  it("does not exist by default", () => {
    expect(jobs({})).toEqual([]);
  });
});

describe("a job for test data", () => {
  const fields = { jobs: { fill: { command: ["fill"], testData: true } }, env: { PORT: 8080 }, needs: { db: secret() } };
  const compiled = (stack: Fields, service: Fields = fields) =>
    compileFleet(fleetOf({ services: [serviceFile("cart", service)], stacks: [stackFile("qa", stack)] })).map(({ manifest }) => manifest);
  const valuesOf = (kind: string, path: string, service: Fields = fields) =>
    compiled({ testData: true }, service)
      .filter((manifest) => manifest.kind === kind)
      .map((manifest) => findPath(manifest, path)?.value);

  it.each<[title: string, stack: Fields, names: readonly string[]]>([
    ["is on a stack that asks for it", { testData: true }, ["cart-fill"]],
    ["is on staging, too", { testData: true, tier: "staging" }, ["cart-fill"]],
    ["is on no other stack", {}, []],
    ["is not on a stack that refuses it", { testData: false }, []],
    ["is not on prod", { tier: "prod" }, []],
  ])("%s", (_title, stack, names) => {
    const manifests = compiled(stack);
    expect(manifests.flatMap(({ kind, metadata }) => (kind === "Job" ? [metadata.name] : []))).toEqual(names);
    expect(manifests.filter(({ kind, metadata }) => kind === "NetworkPolicy" && metadata.name === "cart-fill")).toHaveLength(names.length);
  });

  it.each<[title: string, path: string, expected: unknown]>([
    [
      "is no hook, and comes after the pods",
      "metadata.annotations",
      { "argocd.argoproj.io/sync-wave": "3", email: "shopping@example.com" },
    ],
    ["stays, so that Argo CD does not make it again", "spec.ttlSecondsAfterFinished", undefined],
    ["runs in the service's image", `${POD}.containers.0.image`, valueOf(`${POD}.containers.0.image`)],
    ["has the service's environment", `${POD}.containers.0.envFrom.0.configMapRef.name`, "cart-d4096f2b"],
    ["has the service's secrets", `${POD}.containers.0.volumeMounts.1.mountPath`, "/var/run/fairlead/db"],
    ["has the service's ServiceAccount", `${POD}.serviceAccountName`, "cart"],
    ["has the security context of all containers", `${POD}.containers.0.securityContext`, valueOf(`${POD}.containers.0.securityContext`)],
  ])("%s", (_title, path, expected) => {
    expect(valuesOf("Job", path)).toEqual([expected]);
  });

  it("is left by Argo CD as it is after it was made", () => {
    const ignored = [{ group: "batch", jsonPointers: ["/metadata/labels", "/spec"], kind: "Job", name: "cart-fill" }];
    const path = "spec.ignoreDifferences";
    const both = { jobs: { ...fields.jobs, migrate: { command: ["migrate"] } } };
    expect([valuesOf("Application", path), valuesOf("Application", path, both), valuesOf("Application", path, migrate)]).toEqual([
      expect.arrayContaining([ignored]),
      expect.arrayContaining([ignored]),
      expect.not.arrayContaining([ignored]),
    ]);
  });

  it("comes after the migrations and the pods, and the pods do not wait for it", () => {
    const waveOf = (kind: string, service: Fields) =>
      compiled({ testData: true }, service).flatMap(({ kind: other, metadata }) =>
        other === kind ? [metadata.annotations?.["argocd.argoproj.io/sync-wave"]] : [],
      );
    const both = { jobs: { ...fields.jobs, migrate: { command: ["migrate"] } } };
    expect([waveOf("Deployment", fields), waveOf("Deployment", both), waveOf("Job", both)]).toEqual([[undefined], ["2"], ["3", "1"]]);
  });
});
