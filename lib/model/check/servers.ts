import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import { headlessName } from "../fields/stateful.ts";
import type { StackModel } from "../model.ts";
import { needKind } from "../needs/registry.ts";
import { jobName } from "../object-names.ts";
import { serverOf, SERVERS } from "../needs/servers.ts";
import { isUsed } from "../needs/use.ts";
import { SERVICE_RULES } from "../rules/registry.ts";
import { isCloudAlone, type ProvidersInput } from "../stack-fields/providers.ts";
import { imageFor, isInCluster, placeOfServer, type ProvidedNeed, providedNeeds, serverName, serversOf } from "../servers.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** The label `controller-revision-hash` of a StatefulSet's pods has the name and 11 characters more, and at most 63. */
const MAX_NAME = 52;

/** Checks that the cluster can run each need that it provides. */
export function checkServers(stack: StackModel, input: ProvidersInput | undefined, run: Run, report: Report): void {
  if (isCloudAlone(stack.providers)) return;
  checkKinds(Object.keys(input ?? {}), run, report);
  const taken = namesOf(stack);
  for (const service of stack.services) {
    for (const provided of providedNeeds(stack, service)) {
      const { need } = provided;
      // The kind without a server was reported.
      if (serverOf(need) === undefined) continue;
      const problem = problemOf(service, provided, taken);
      if (problem !== undefined) report(`providers.${needKind(need).nameOf(need)}`, ...problem);
      else if (serverOf(need)?.check !== undefined) checkSpec(stack, service, provided, run);
    }
  }
}

/** Reports the kinds of providers that have no server. */
function checkKinds(kinds: readonly string[], { services }: Run, report: Report): void {
  const needs = [...services.byName.values()].flatMap(({ input }) => Object.values(input.needs ?? {}).filter((need) => !isUsed(need)));
  const byKind = new Map(needs.map((need) => [needKind(need).nameOf(need), need]));
  const served = new Set([...Object.keys(SERVERS), ...[...byKind].flatMap(([kind, need]) => (serverOf(need) === undefined ? [] : [kind]))]);
  for (const kind of kinds.filter((each) => !served.has(each))) {
    const hint = `give its kind a server: defineNeed("${kind}", { server: { ... } })`;
    if (byKind.get(kind)?.kind === "custom") report(`providers.${kind}`, `only the cloud has a ${kind}`, hint);
    else report(`providers.${kind}`, `unknown field${suggestion(kind, [...served])}`);
  }
}

/** Reports the mistakes of a server whose spec the user's repository writes. */
function checkSpec(stack: StackModel, owner: EffectiveService, provided: ProvidedNeed, run: Run): void {
  const { name, need } = provided;
  const [server] = serversOf(stack, owner).filter((each) => each.need === name);
  if (server === undefined) return;
  const report = reporterOf(server.service, run.problems);
  const at = `server of ${needKind(need).nameOf(need)}`;
  let isFit = true;
  serverOf(need)?.check?.(need, placeOfServer(stack, owner, provided), (path, message, hint) => {
    isFit = false;
    reporterOf(owner, run.problems)(`needs.${name}`, `${at}: ${path === "" ? "program" : path} ${message}`, hint);
  });
  if (isFit)
    for (const rule of SERVICE_RULES) rule(server.service, (path, message, hint) => report(path, `${at}: ${message}`, hint), stack.tier);
}

type Reported = readonly [message: string, hint: string];

function problemOf(service: EffectiveService, provided: ProvidedNeed, taken: ReadonlyMap<string, string>): Reported | undefined {
  const { name, need } = provided;
  const kind = needKind(need).nameOf(need);
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
      const kind = needKind(need).nameOf(need);
      const ports = callers.get(serverName(owner)) ?? new Map<string, EffectiveService[]>();
      callers.set(serverName(owner), ports.set(kind, [...(ports.get(kind) ?? []), service]));
    }
  }
}
