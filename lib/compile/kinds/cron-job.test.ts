import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { findPath } from "../manifest-path.ts";

const objects = (fields: Fields) => {
  const fleet = fleetOf({ services: [serviceFile("report", { ports: undefined, ...fields })] });
  return compileFleet(fleet).flatMap(({ scope, manifest }) => (scope.kind === "service" ? [manifest] : []));
};

const valueOf = (path: string, fields: Fields = { schedule: { cron: "0 3 * * *" } }): unknown =>
  findPath(
    objects(fields).find(({ kind }) => kind === "CronJob"),
    path,
  )?.value;

const POD = "spec.jobTemplate.spec.template.spec";
const LABELS = {
  "app.kubernetes.io/component": "cron",
  "app.kubernetes.io/instance": "report",
  "app.kubernetes.io/managed-by": "fairlead",
  "app.kubernetes.io/name": "report",
  "app.kubernetes.io/part-of": "shop",
  "app.kubernetes.io/version": "v1.2.3",
  env: "latest",
  owner: "shopping",
};

describe("a CronJob", () => {
  it.each<readonly [string, string, unknown]>([
    ["is of batch/v1", "apiVersion", "batch/v1"],
    ["has the owner's address", "metadata.annotations", { email: "shopping@example.com" }],
    ["has the labels of every workload", "metadata.labels", LABELS],
    ["has these labels on its jobs", "spec.jobTemplate.metadata.labels", LABELS],
    ["has these labels on the pods", "spec.jobTemplate.spec.template.metadata.labels", LABELS],
    ["never runs twice at the same time", "spec.concurrencyPolicy", "Forbid"],
    ["runs at the time of the schedule", "spec.schedule", "0 3 * * *"],
    ["has an explicit time zone", "spec.timeZone", "Etc/UTC"],
    ["may start five minutes late", "spec.startingDeadlineSeconds", 300],
    ["keeps three failed jobs", "spec.failedJobsHistoryLimit", 3],
    ["keeps one successful job", "spec.successfulJobsHistoryLimit", 1],
    ["is not suspended", "spec.suspend", false],
    ["ends after an hour", "spec.jobTemplate.spec.activeDeadlineSeconds", 3600],
    ["retries twice", "spec.jobTemplate.spec.backoffLimit", 2],
    ["restarts a failed container", `${POD}.restartPolicy`, "OnFailure"],
    ["has no probes", `${POD}.containers.0.livenessProbe`, undefined],
    ["has no ports", `${POD}.containers.0.ports`, undefined],
    ["has no spread constraints", `${POD}.topologySpreadConstraints`, undefined],
    ["has the service's ServiceAccount", `${POD}.serviceAccountName`, "report"],
    ["runs the locked image", `${POD}.containers.0.image`, `registry.example.com/shop/app:v1.2.3@sha256:${"0123456789abcdef".repeat(4)}`],
  ])("%s", (_title, path, expected) => {
    expect(valueOf(path)).toEqual(expected);
  });

  it("uses all fields of the schedule", () => {
    const schedule = { cron: "*/5 * * * 1-5", timeZone: "Europe/Zurich", startingDeadlineSeconds: 60, timeoutSeconds: 240, retries: 0 };
    const paths = [
      "spec.schedule",
      "spec.timeZone",
      "spec.startingDeadlineSeconds",
      "spec.jobTemplate.spec.activeDeadlineSeconds",
      "spec.jobTemplate.spec.backoffLimit",
    ];
    expect(paths.map((path) => valueOf(path, { schedule }))).toEqual(["*/5 * * * 1-5", "Europe/Zurich", 60, 240, 0]);
  });

  it("uses the schedule of a tier", () => {
    const fields = { schedule: { cron: "0 3 * * *" }, tiers: { latest: { schedule: { cron: "0 5 * * *" } } } };
    expect([valueOf("spec.schedule", fields), valueOf("spec.timeZone", fields)]).toEqual(["0 5 * * *", "Etc/UTC"]);
  });

  it("has no Service, autoscaler or disruption budget", () => {
    expect(objects({ schedule: { cron: "0 3 * * *" } }).map(({ kind }) => kind)).toEqual(["ServiceAccount", "CronJob", "NetworkPolicy"]);
  });

  it("runs init containers too", () => {
    const fields = { schedule: { cron: "0 3 * * *" }, init: { fetch: { command: ["fetch"] } } };
    expect([valueOf(`${POD}.initContainers.0.name`, fields), valueOf(`${POD}.initContainers.0.command`, fields)]).toEqual([
      "fetch",
      ["fetch"],
    ]);
  });
});

it("keeps the names of its ConfigMaps, because a pod may run while the data changes", () => {
  const names = (value: string) =>
    objects({
      schedule: { cron: "0 3 * * *" },
      env: { MODE: value },
      files: { "/etc/report/a.conf": value },
      init: { warm: { command: ["warm"], env: { MODE: value } } },
      patch: { ConfigMap: (map: { data: Record<string, string> }) => void (map.data["more"] = value) },
    }).flatMap(({ kind, metadata: { name } }) => (kind === "ConfigMap" ? [name] : []));
  expect(names("a")).toEqual(["report", "report-files", "report-warm-env"]);
  expect(names("b")).toEqual(names("a"));
});
