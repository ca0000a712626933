import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
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
