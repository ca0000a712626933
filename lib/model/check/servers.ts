import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import { headlessName } from "../fields/stateful.ts";
import type { StackModel } from "../model.ts";
import { needKind } from "../needs/registry.ts";
import { jobName } from "../object-names.ts";
import { serverOf } from "../needs/servers.ts";
import { isCloudAlone } from "../stack-fields/providers.ts";
import { imageFor, isInCluster, type ProvidedNeed, providedNeeds, serverName } from "../servers.ts";

/** The label `controller-revision-hash` of a StatefulSet's pods has the name and 11 characters more, and at most 63. */
const MAX_NAME = 52;

/** Checks that the cluster can run each need that it provides. */
export function checkServers(stack: StackModel, report: Report): void {
  if (isCloudAlone(stack.providers)) return;
  const taken = namesOf(stack);
  for (const service of stack.services) {
    for (const provided of providedNeeds(stack, service)) {
      const problem = problemOf(service, provided, taken);
      if (problem !== undefined) report(`providers.${provided.need.kind}`, ...problem);
    }
  }
}

type Reported = readonly [message: string, hint: string];

function problemOf(service: EffectiveService, provided: ProvidedNeed, taken: ReadonlyMap<string, string>): Reported | undefined {
  const { name, need } = provided;
  const { kind } = need;
  const id = serverName({ service: service.name, need: name });
  const what = `${service.name}.${name}`;
  const cloud = `write providers: { ${kind}: "cloud" }`;
  const refusal = serverOf(need)?.refusal(need);
  if (refusal !== undefined) return [`${what} ${refusal}`, cloud];
  if (imageFor(provided) === undefined) {
    const version = serverOf(need)?.versionOf(need);
    return [
      `Fairlead knows no image of ${needKind(need).nameOf(need)} ${version}, which ${what} needs`,
      `write ${kind}: inCluster({ image: "repo:tag@sha256:..." })`,
    ];
  }
  if (id.length > MAX_NAME)
    return [`the server "${id}" of ${what} has ${id.length} characters; at most ${MAX_NAME} fit`, "rename the need"];
  const other = taken.get(id) ?? taken.get(headlessName(id));
  return other === undefined ? undefined : [`the server "${id}" of ${what} would have the name of ${other}`, "rename the need"];
}

/** Maps the names of the stack's workloads and Services to what they are. */
const namesOf = ({ services }: StackModel): ReadonlyMap<string, string> =>
  new Map(
    services.flatMap(({ name, jobs, stateful }) => [
      [name, `the service ${name}`] as const,
      ...jobs.map((job) => [jobName(name, job.name), `the job ${job.name} of ${name}`] as const),
      ...(stateful === undefined ? [] : [[headlessName(name), `the headless Service of ${name}`] as const]),
    ]),
  );

/** Adds the services that use a server of the cluster to the callers of its port. */
export function addServerCallers(callers: Map<string, Map<string, EffectiveService[]>>, stack: StackModel): void {
  if (isCloudAlone(stack.providers)) return;
  for (const service of stack.services) {
    for (const [name, need] of Object.entries(service.needs)) {
      const owner = service.uses.get(name) ?? { service: service.name, need: name };
      if (!isInCluster(stack, owner, need)) continue;
      const ports = callers.get(serverName(owner)) ?? new Map<string, EffectiveService[]>();
      callers.set(serverName(owner), ports.set(need.kind, [...(ports.get(need.kind) ?? []), service]));
    }
  }
}
