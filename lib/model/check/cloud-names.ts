import type { StackModel } from "../model.ts";
import { type Instance, instanceName } from "../needs/need.ts";
import { type Need, needKind } from "../needs/registry.ts";
import { isInCluster } from "../servers.ts";
import { pairOf } from "./application-names.ts";
import { ownInstance } from "./needs.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** A name in the cloud that is joined with "-". */
interface CloudName {
  readonly noun: string;
  readonly name: string;
  /** The place in which the name is unique: a project, or the whole cloud. */
  readonly level: string;
}

/** A need that has a name. */
interface Owner {
  readonly stack: string;
  readonly service: string;
  readonly need: string;
  readonly instance: string;
}

/**
 * Reports two needs with one name in the cloud, at the level at which it is unique. A secret has one in its project, and a bucket has one
 * in the whole cloud. Another check compares the names of instances.
 * @param misnamed pairs of stacks whose names were reported
 */
export function checkCloudNames(stacks: readonly StackModel[], run: Run, misnamed: ReadonlySet<string>): void {
  const taken = new Map<string, Owner>();
  const reported = new Set<string>();
  for (const stack of stacks)
    for (const service of stack.services)
      for (const [need, spec] of Object.entries(service.needs)) {
        if (service.uses.has(need) || isInCluster(stack, { service: service.name, need }, spec)) continue;
        const instance = ownInstance(stack, service, need);
        const own: Owner = { stack: stack.name, service: service.name, need, instance: instanceName(instance) };
        for (const { noun, name, level } of namesOf(spec, instance)) {
          const key = `${noun} ${level} ${name}`;
          const other = taken.get(key) ?? own;
          taken.set(key, other);
          if (other.instance === own.instance) continue;
          // Two needs clash on every stack that runs both services.
          const cause = JSON.stringify([own.service, need, other.service, other.need]);
          if (reported.has(cause) || misnamed.has(pairOf(own.stack, other.stack))) continue;
          reported.add(cause);
          const where = other.stack === own.stack ? "" : ` on ${other.stack}`;
          reporterOf(service, run.problems)(
            `needs.${need}`,
            `the ${noun} "${name}" is taken by need "${other.need}" of ${other.service}${where}`,
            "rename the need",
          );
        }
      }
}

/** Lists the names of an instance in the cloud, beside its own. Names that several instances share on purpose have no owner. */
function namesOf(spec: Need, instance: Instance): readonly CloudName[] {
  const kind = needKind(spec);
  const global = kind.globalName?.(spec, instance);
  const start = `${instanceName(instance)}-`;
  const keys = kind.secrets(spec, instance, instance.need).flatMap(({ files }) => Object.values(files));
  return [
    ...(global === undefined ? [] : [{ noun: "bucket", name: global, level: "" }]),
    ...keys.flatMap((name) => (name.startsWith(start) ? [{ noun: "secret", name, level: instance.project }] : [])),
  ];
}
