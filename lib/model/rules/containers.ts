import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { ContainerImage } from "../fields/container-image.ts";
import { isRepository } from "../image.ts";
import type { WordLayers } from "../program-layers.ts";
import { shortNameProblem } from "../names.ts";
import { checkHealth } from "./health.ts";
import { noPort } from "./ports.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks the init containers and the sidecars: names, images, ports and checks. */
export const containersRule: ServiceRule = (service, report, tier) => {
  if (service.init.length === 0 && service.sidecars.length === 0) return;
  checkNames(service, report);
  for (const { name, image } of service.init) checkImage(`init.${name}.image`, image, report);
  for (const sidecar of service.sidecars) {
    const at = `sidecars.${sidecar.name}`;
    checkImage(`${at}.image`, sidecar.image, report);
    if (sidecar.image === undefined && !hasWords(sidecar))
      report(at, "runs the service's image with its own command, as the service does", "set image, command or args");
    checkHealth(service, sidecar.health, `${at}.health`, { report, tier });
  }
  checkPorts(service, report);
};

/** True if a program has a command or arguments, or a function returns them. */
const hasWords = ({ argsLayer, commandLayer }: WordLayers): boolean =>
  [argsLayer, commandLayer].some((layer) => typeof layer?.value === "function" || (layer !== undefined && layer.value.length > 0));

/** The maximum length of a container's name. Source: RFC 1123 label, as the API server checks it. */
const MAX_CONTAINER_NAME = 63;

/** Checks that the containers of a pod have separate, valid names. */
function checkNames({ name: own, init, sidecars }: EffectiveService, report: Report): void {
  const taken = new Map<string, string>();
  const parts = [
    ...init.map(({ name }) => ["init", "init container", name] as const),
    ...sidecars.map(({ name }) => ["sidecars", "sidecar", name] as const),
  ];
  for (const [field, what, name] of parts) {
    const problem = shortNameProblem(name, what, MAX_CONTAINER_NAME);
    const other = taken.get(name);
    if (problem !== undefined) report(`${field}.${name}`, problem);
    else if (name === own) report(`${field}.${name}`, `"${name}" is the name of the service's own container`);
    else if (other !== undefined) report(`${field}.${name}`, `"${name}" is the name of an ${other}, too`);
    taken.set(name, what);
  }
}

const REFERENCE = /^(.*?)(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

function checkImage(at: string, image: ContainerImage | undefined, report: Report): void {
  if (typeof image !== "string") return;
  const [, repository = "", tag, digest] = REFERENCE.exec(image) ?? [];
  if (!isRepository(repository)) report(at, `"${image}" is not an image reference`);
  else if (tag === undefined && digest === undefined)
    report(at, `"${image}" has no tag and no digest`, `write "${image}:<tag>@sha256:<digest>", or use an image from defineImage`);
}

/** Checks that each port of a sidecar is one of the service's, and that one container listens on it. */
function checkPorts(service: EffectiveService, report: Report): void {
  const { ports, sidecars } = service;
  const known = ports.map((port) => port.name);
  const taken = new Map<string, string>();
  for (const sidecar of sidecars) {
    for (const [index, port] of sidecar.ports.entries()) {
      const at = `sidecars.${sidecar.name}.ports.${index}`;
      const other = taken.get(port);
      if (!known.includes(port)) report(at, noPort(service, port));
      else if (other !== undefined)
        report(at, other === sidecar.name ? `"${port}" is listed twice` : `sidecar "${other}" listens on "${port}"`);
      taken.set(port, other ?? sidecar.name);
    }
  }
}
