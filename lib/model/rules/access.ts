import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import { isReadOnly } from "../fields/volumes.ts";
import { partsOf, type Part } from "../parts.ts";
import { checkDirectory, checkOtherMounts, type Mounted, withKnownFiles } from "./mounts.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks the needs, the API access and the volumes of init containers and sidecars. */
export const accessRule: ServiceRule = (service, report) => {
  for (const [at, part] of partsOf(service)) {
    const { access } = part;
    const needs = Object.keys(service.needs);
    for (const [index, need] of access.needs.entries()) {
      if (!needs.includes(need)) report(`${at}.needs.${index}`, `there is no need "${need}"${suggestion(need, needs)}`);
      else if (access.needs.indexOf(need) !== index) report(`${at}.needs.${index}`, `"${need}" is listed twice`);
    }
    if (access.kubernetesApi && service.kubernetesApi.length === 0)
      report(`${at}.kubernetesApi`, "the service has no kubernetesApi", 'add kubernetesApi: [{ resources: ["pods"], verbs: ["get"] }]');
    if (access.volumes.size > 0) checkVolumes(service, part, `${at}.volumes`, report);
  }
};

function checkVolumes(service: EffectiveService, { access: { volumes } }: Part, at: string, report: Report): void {
  const readOnly = readOnlyVolumes(service);
  for (const [name, mount] of volumes) {
    const mine = `${at}.${name}`;
    if (!readOnly.has(name)) {
      report(mine, `there is no volume "${name}"${suggestion(name, [...readOnly.keys()])}`);
      continue;
    }
    if (mount?.readOnly === false && readOnly.get(name) === true)
      report(`${mine}.readOnly`, "must be true, because the volume is read-only");
    if (mount?.path !== undefined) checkDirectory(mine, mount.path, report);
    if (mount?.subPath !== undefined && !isSubPath(mount.subPath))
      report(`${mine}.subPath`, `"${mount.subPath}" is not a path inside the volume, such as logs/app`);
  }
  const place = (path: string): string => {
    const name = [...volumes.keys()].find((each) => PLACES.some((start) => path.startsWith(`${start}.${each}.`)));
    return name === undefined ? at : `${at}.${name}`;
  };
  const checked = withKnownFiles(service);
  checkOtherMounts(mountedIn(checked, volumes), checked, (path, ...rest) => report(place(path), ...rest));
}

/** The places of volumes in a spec. */
const PLACES = ["volumes", "stateful.volumes", "daemon.exceptions.hostPaths.paths"] as const;

/** True if a path stays inside a volume. Source: Kubernetes, which refuses `..` and absolute paths. */
const isSubPath = (path: string): boolean =>
  path.length <= 1023 &&
  /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/.test(path) &&
  !path.split("/").some((each) => each === ".." || each === ".");

/** Lists the volumes of the pods by name. True if a volume is read-only. */
const readOnlyVolumes = ({ daemon, stateful, volumes }: Mounted): ReadonlyMap<string, boolean> =>
  new Map([
    ...volumes.map((volume) => [volume.name, isReadOnly(volume)] as const),
    ...(stateful?.volumes ?? []).map(({ name }) => [name, false] as const),
    ...(daemon?.hostPaths ?? []).map(({ name, readOnly }) => [name, readOnly] as const),
  ]);

/** Returns the mounts as a container has them. */
function mountedIn(mounted: Mounted, mounts: Part["access"]["volumes"]): Mounted {
  const { daemon, stateful, volumes } = mounted;
  const pathOf = (name: string, path: string): readonly string[] => {
    if (!mounts.has(name)) return [path];
    const mount = mounts.get(name);
    return mount === undefined ? [] : [mount.path ?? path];
  };
  return {
    ...mounted,
    volumes: volumes.flatMap((volume) => pathOf(volume.name, volume.path).map((path) => ({ ...volume, path }))),
    stateful: stateful && {
      ...stateful,
      volumes: stateful.volumes.flatMap((volume) => pathOf(volume.name, volume.path ?? "").map((path) => ({ ...volume, path }))),
    },
    daemon: daemon && {
      ...daemon,
      hostPaths: daemon.hostPaths
        .filter(({ name }) => mounts.has(name))
        .flatMap((host) => pathOf(host.name, host.mountPath).map((mountPath) => ({ ...host, mountPath }))),
    },
  };
}
