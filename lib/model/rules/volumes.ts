import type { Report } from "../../base/problem.ts";
import { isHostName } from "../../base/dns-names.ts";
import { isRecord, valueAt } from "../../base/values.ts";
import type { EffectiveService } from "../effective.ts";
import { type AccessMode, MANY_NODES, type Volume } from "../fields/volumes.ts";
import { isUnset, NOTHING_TO_UNSET } from "../fields/env-values.ts";
import { TEMPORARY_ALONE } from "../fields/writable.ts";
import { TEMPORARY_DIRECTORY } from "../mount-paths.ts";
import { peakPods } from "../workload.ts";
import { shortNameProblem } from "../names.ts";
import { compareQuantities, sumQuantities } from "../quantity.ts";
import { allowedBy } from "./allowed-texts.ts";
import { checkContents } from "./contents.ts";
import { bytesProblem, diskProblem, unitProblem } from "./resources.ts";
import type { ServiceRule } from "./rule.ts";

/** The smallest part of a file system. */
const PAGE = "4Ki";

const BYTES = "bytes such as 64Mi, 1Gi or 500M";

/** Checks the names and sizes of writable directories and volumes, and the names that they refer to. */
export const volumesRule: ServiceRule = (service, report) => {
  if (!hasDirectories(service)) return;
  for (const { path, size } of service.writable) {
    const isGiven = service.layers.some(({ values }) => valueAt(values, ["writable", path]) !== undefined);
    if (isGiven) checkSize(size, `writable.${path}`, boundOf(service, "storage"), report);
  }
  checkRemoved(service, report);
  for (const volume of service.volumes) checkVolume(service, volume, report);
};

/** Reports each directory that a layer removes, but that no lower layer sets. */
function checkRemoved({ layers }: EffectiveService, report: Report): void {
  const known = new Set<string>([TEMPORARY_DIRECTORY]);
  for (const { values } of layers) {
    const writable = valueAt(values, ["writable"]);
    for (const path of Array.isArray(writable) ? writable.map(String) : []) known.add(path);
    for (const [path, size] of isRecord(writable) ? Object.entries(writable) : []) {
      if (!isUnset(size)) known.add(path);
      else if (!known.delete(path)) report(`writable.${path}`, NOTHING_TO_UNSET);
    }
  }
}

/** True if the spec lists a writable directory or a volume. Most services have neither. */
const hasDirectories = ({ volumes, writable }: EffectiveService): boolean => volumes.length > 0 || writable !== TEMPORARY_ALONE;

/** Reports a claim that pods on several nodes cannot mount. Else a rollout would wait for a pod that never starts. */
function checkAccess(service: EffectiveService, accessMode: AccessMode, at: string, report: Report): void {
  if (MANY_NODES.has(accessMode) || peakPods(service) === 1) return;
  report(
    `${at}.accessMode`,
    `${accessMode} is for one pod at a time, but the service runs several`,
    'set scale: single(); or accessMode: "ReadWriteMany" if the storage has it',
  );
}

function checkVolume(service: EffectiveService, volume: Volume, report: Report): void {
  const at = `volumes.${volume.name}`;
  const problem = shortNameProblem(volume.name, "volume");
  if (problem !== undefined) report(at, problem);
  switch (volume.kind) {
    case "claim":
      if (!isHostName(volume.claim)) report(`${at}.claim`, `"${volume.claim}" is not the name of a PersistentVolumeClaim`);
      if (volume.accessMode === "ReadOnlyMany" && !volume.readOnly)
        report(`${at}.readOnly`, "must be true, because the accessMode is ReadOnlyMany");
      return checkAccess(service, volume.accessMode, at, report);
    case "newClaim":
      checkProblem(diskProblem(volume.size), `${at}.size`, report);
      if (volume.storageClass !== undefined && !isHostName(volume.storageClass))
        report(`${at}.storageClass`, `"${volume.storageClass}" is not the name of a StorageClass`);
      return checkAccess(service, volume.accessMode, at, report);
    case "emptyDir":
      return checkSize(volume.size, `${at}.size`, boundOf(service, volume.medium === "memory" ? "memory" : "storage"), report);
    case "configDir":
      checkFileNames(volume.files, `${at}.files`, report);
      return checkContents(volume.files, `${at}.files`, { report, isAllowed: allowedBy(service) });
  }
}

function checkFileNames(files: Readonly<Record<string, string>>, at: string, report: Report): void {
  if (Object.keys(files).length === 0) report(at, "must not be empty");
  for (const name of Object.keys(files)) {
    // A ConfigMap's keys must not be "." and not start with two dots.
    if (!/^(?!\.\.|\.$|__proto__$)[A-Za-z0-9_.-]{1,253}$/.test(name))
      report(`${at}.${name}`, `"${name}" is not a file name of letters, digits, ".", "_" and "-"`);
  }
}

interface Bound {
  readonly what: "memory" | "storage";
  readonly limit: string;
}

/** Returns the limit of all containers that run at the same time. Kubernetes stops a pod that writes more. */
const boundOf = ({ resources, sidecars }: EffectiveService, what: Bound["what"]): Bound => ({
  what,
  limit: sumQuantities(
    [resources, ...sidecars.map((sidecar) => sidecar.resources)].map(({ limits }) => ({ quantity: limits[what], count: 1 })),
  ),
});

function checkProblem(problem: string | undefined, at: string, report: Report): boolean {
  if (problem !== undefined) report(at, problem, BYTES);
  return problem === undefined;
}

/** Checks a size, also against the limit of the pod's containers. */
function checkSize(size: string, at: string, bound: Bound, report: Report): void {
  if (!checkProblem(bytesProblem(size) ?? unitProblem(size, PAGE), at, report)) return;
  // Malformed limits count as 0, and another rule reports them.
  if (bound.limit !== "0" && compareQuantities(size, bound.limit) === 1)
    report(
      at,
      `${size} is above ${bound.limit}, the limit of resources.${bound.what}`,
      `set resources: { limits: { ${bound.what}: "${size}" } }`,
    );
}
