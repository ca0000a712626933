import type { Report } from "../../base/problem.ts";
import { isRecord, valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";
import { utf8Bytes } from "../../base/text.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { containersOf, joined, listAt, type Part, podTemplate } from "./pod-template.ts";

const KIB = 1024;
/** The maximum of all annotations, of the data of a ConfigMap, and of a request to etcd, in bytes. */
const MAX_ANNOTATIONS = 256 * KIB;
const MAX_CONFIG = 1024 * KIB;
const MAX_OBJECT = 1536 * KIB;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reports fields that contradict each other, and sizes above the maximum. The schema of the object holds.
 * Source: pkg/apis/<group>/validation/validation.go of Kubernetes.
 */
export function checkObjectRules(object: Manifest, report: Report): void {
  checkSizes(object, report);
  const at = (path: string): unknown => valueAt(object, path.split("."));
  if (object.kind === "HorizontalPodAutoscaler" && Number(at("spec.minReplicas") ?? 1) > Number(at("spec.maxReplicas")))
    report("spec.minReplicas", `${Number(at("spec.minReplicas"))} is above maxReplicas ${Number(at("spec.maxReplicas"))}`);
  if (object.kind === "PodDisruptionBudget" && at("spec.minAvailable") !== undefined && at("spec.maxUnavailable") !== undefined)
    report("spec.minAvailable", "cannot be set beside maxUnavailable");
  if (object.kind === "Deployment" && at("spec.strategy.type") === "Recreate" && at("spec.strategy.rollingUpdate") !== undefined)
    report("spec.strategy.rollingUpdate", "cannot be set with the type Recreate");
  checkPods(object, report);
}

function checkSizes({ kind, metadata, ...rest }: Manifest, report: Report): void {
  const limit = (path: string, bytes: number, max: number): void => {
    if (bytes > max) report(path, `${bytes} bytes are above the maximum of ${max}`);
  };
  limit("metadata.annotations", bytesOf(metadata.annotations ?? {}), MAX_ANNOTATIONS);
  const data = { ...fields(rest["data"]), ...fields(rest["binaryData"]) };
  if (kind === "ConfigMap") limit("data", bytesOf(data), MAX_CONFIG);
  else limit("spec", utf8Bytes(JSON.stringify(rest)), MAX_OBJECT);
  for (const key of Object.keys(fields(rest["binaryData"]))) {
    if (Object.hasOwn(fields(rest["data"]), key)) report(`binaryData.${key}`, "is set in data, too");
  }
}

const fields = (value: unknown): Fields => (isRecord(value) ? value : {});

const bytesOf = (map: Fields): number =>
  Object.entries(map).reduce((sum, [key, value]) => sum + utf8Bytes(key) + utf8Bytes(String(value)), 0);

/** Kind -> the restart policies of its pods. */
const RESTARTS: Readonly<Record<string, readonly string[]>> = {
  CronJob: ["OnFailure", "Never"],
  DaemonSet: ["Always"],
  Deployment: ["Always"],
  Job: ["OnFailure", "Never"],
  ReplicaSet: ["Always"],
  StatefulSet: ["Always"],
};

function checkPods(object: Manifest, report: Report): void {
  const template = podTemplate(object);
  if (template === undefined) return;
  const reportPod: Report = (path, message) => report(joined(template.at, path), message);
  const restarts = RESTARTS[object.kind];
  const restart = valueAt(template.value, ["spec", "restartPolicy"]) ?? "Always";
  if (restarts?.some((each) => each === restart) === false)
    reportPod("spec.restartPolicy", `${JSON.stringify(restart)} is not one of ${restarts.join(", ")}`);
  const selector = valueAt(object, ["spec", "selector", "matchLabels"]);
  const labels = fields(valueAt(template.value, ["metadata", "labels"]));
  for (const [key, value] of object.kind === "Job" ? [] : Object.entries(fields(selector))) {
    if (labels[key] !== value) reportPod(`metadata.labels.${key}`, `must be "${String(value)}", as in the selector`);
  }
  const volumes = listAt(template.value, "spec.volumes");
  for (const { at, value } of volumes) checkOne(at, value, ["name"], reportPod);
  const claims = listAt(object, "spec.volumeClaimTemplates").map(({ value }) => valueAt(value, ["metadata", "name"]));
  const names = new Set([...volumes.map(({ value }) => value["name"]), ...claims]);
  const taken = new Map<unknown, string>();
  for (const container of containersOf(template.value)) {
    const first = taken.get(container.value["name"]);
    if (first !== undefined) reportPod(`${container.at}.name`, `"${String(container.value["name"])}" is the name of ${first}, too`);
    taken.set(container.value["name"], container.at);
    checkContainer(container, names, reportPod);
  }
}

function checkContainer({ at, value: container }: Part, volumes: ReadonlySet<unknown>, report: Report): void {
  if (container["image"] === undefined || container["image"] === "") report(`${at}.image`, "is missing");
  for (const { at: mount, value } of listAt(container, "volumeMounts")) {
    if (!volumes.has(value["name"])) report(`${at}.${mount}.name`, `there is no volume "${String(value["name"])}"`);
  }
  for (const { at: variable, value } of listAt(container, "env")) {
    if (value["value"] !== undefined && value["value"] !== "" && value["valueFrom"] !== undefined)
      report(`${at}.${variable}.valueFrom`, "cannot be set beside value");
  }
  for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"]) checkHandler(`${at}.${probe}`, container[probe], report);
  for (const hook of ["postStart", "preStop"]) {
    const value = valueAt(container, ["lifecycle", hook]);
    if (isRecord(value)) checkOne(`${at}.lifecycle.${hook}`, value, ["stopSignal"], report);
  }
  const limits = fields(valueAt(container, ["resources", "limits"]));
  for (const [name, request] of Object.entries(fields(valueAt(container, ["resources", "requests"])))) {
    const limit = limits[name];
    if (isQuantity(limit) && isQuantity(request) && compareQuantities(String(limit), String(request)) === -1)
      report(`${at}.resources.limits.${name}`, `${limit} is below the request ${request}`);
  }
}

const isQuantity = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

const HANDLERS = ["exec", "grpc", "httpGet", "tcpSocket"];

function checkHandler(at: string, probe: unknown, report: Report): void {
  if (!isRecord(probe)) return;
  const found = HANDLERS.filter((handler) => probe[handler] !== undefined);
  if (found.length !== 1) report(at, `must have exactly one of ${HANDLERS.join(", ")}`);
}

/** Checks that an object has exactly one field beside some. */
function checkOne(at: string, value: Fields, others: readonly string[], report: Report): void {
  const found = Object.keys(value).filter((field) => !others.includes(field));
  if (found.length !== 1) report(at, found.length === 0 ? "has no source" : `must have only one of ${found.join(", ")}`);
}
