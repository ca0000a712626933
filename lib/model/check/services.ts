import type { Problem, Report } from "../../base/problem.ts";
import { type Fleet, type ServiceFile, servicesIn } from "../fleet.ts";
import { needKind } from "../needs/registry.ts";
import { isUsed } from "../needs/use.ts";
import { serviceSchema } from "../schema/service.ts";
import type { AnyServiceInput } from "../service-input.ts";
import { callsOf } from "./called.ts";
import type { Calls } from "../fields/calls.ts";
import { referenceName } from "../names.ts";
import { checkFronts } from "./front-forms.ts";
import { type CheckedImages, checkImages } from "./images.ts";
import { SERVICE_PLACEHOLDERS } from "./placeholders.ts";
import { fitFields } from "./fit-fields.ts";
import { NameClaims } from "./name-claims.ts";
import { checkNeedKinds } from "./need-kinds.ts";
import { isUnder, reporterExcept, reporterFor } from "./reporters.ts";
import { checkUses } from "./uses.ts";

/** A service with a valid name, for the rules. */
export interface CheckedService {
  readonly service: ServiceFile;
  /** The input without its mismatches. */
  readonly input: AnyServiceInput;
  /** The result of `calls`, which is evaluated once. */
  readonly calls: Calls;
  /** Paths whose value is not known. A rule's finding there would be a consequence. */
  readonly unknown: readonly string[];
}

/** The services of a fleet after their names and shapes were checked. */
export interface CheckedServices {
  readonly byName: ReadonlyMap<string, CheckedService>;
  /** Names of services that have reported problems in their name, ports, needs or calls. References to them report no further problem. */
  readonly broken: ReadonlySet<string>;
  /** Names of services that use a need of a broken service. Their `env` would fail. */
  readonly unresolved: ReadonlySet<string>;
  readonly images: CheckedImages;
  /** Front -> the first service behind it. */
  readonly fronts: ReadonlyMap<string, CheckedService>;
  /** Service with instances -> the names of its instances. Such a service does not run itself. */
  readonly bases: ReadonlyMap<string, readonly string[]>;
}

/** Checks names, files and shapes of services and images, and evaluates `calls`. */
export function checkServices({ services, images }: Pick<Fleet, "services" | "images">, problems: Problem[]): CheckedServices {
  const byName = new Map<string, CheckedService>();
  const broken = new Set<string>();
  const names = new NameClaims([
    ...services.map(({ file, service }) => ({ file, name: service.name })),
    ...images.map(({ file, image }) => ({ file, name: image.name })),
  ]);
  const bases = new Map<string, readonly string[]>();
  for (const service of services) {
    const { name, instances } = service.service;
    const report = reporterFor(problems, service.file);
    const named = names.check("service", { file: service.file, name }, report);
    const checked = checkInput(service, report);
    const isBroken = !named || checked === undefined || checked.unknown.some((path) => REFERRED.test(path));
    if (isBroken) broken.add(referenceName(name));
    if (instances.size > 0 && named) bases.set(name, [...instances.keys()]);
    for (const running of servicesIn(service)) {
      const { name: own, base } = running.service;
      const runs = named && (base === undefined || names.checkInstance({ file: service.file, name: own }, base.instance, report));
      if (runs && checked !== undefined) byName.set(own, { ...checked, service: running });
      if (isBroken || !runs) broken.add(referenceName(own));
    }
  }
  checkNeedKinds(byName.values(), problems);
  const uses = checkUses({ byName, broken, bases }, problems);
  return {
    byName,
    broken: new Set([...broken, ...uses.broken]),
    unresolved: uses.unresolved,
    bases,
    fronts: checkFronts(byName.values(), problems),
    images: checkImages(images, names, problems),
  };
}

/** The fields that other services, stacks and `env` refer to. */
const REFERRED = /^(?:ports|needs|calls)(?:\.|$)/;

function checkInput(service: ServiceFile, report: Report): CheckedService | undefined {
  const { value, unknown } = fitFields(serviceSchema, service.service.input, report, { placeholders: SERVICE_PLACEHOLDERS });
  if (value === undefined) return undefined;
  // The schema has just checked the shape.
  const input = value as AnyServiceInput;
  if (input.instances !== undefined && Object.keys(input.instances).length === 0 && !unknown.some((path) => isUnder(path, "instances")))
    report("instances", "must not be empty", "name the instances, or drop the field");
  const wrong: string[] = [];
  const note: Report = (path, message, hint) => {
    wrong.push(path);
    report(path, message, hint);
  };
  validateNeeds(input, reporterExcept(unknown, note));
  const calls = callsOf(input, note);
  return { service, input, calls, unknown: [...unknown, ...wrong] };
}

function validateNeeds({ needs = {} }: AnyServiceInput, report: Report): void {
  for (const [name, need] of Object.entries(needs)) {
    if (isUsed(need)) continue;
    needKind(need).validate?.(need, (path, message, hint) => report(join(`needs.${name}`, path), message, hint));
  }
}

const join = (at: string, path: string): string => (path === "" ? at : `${at}.${path}`);
