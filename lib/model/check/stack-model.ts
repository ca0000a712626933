import { DEFAULTS } from "../defaults.ts";
import { kubernetesVersionOf } from "../kubernetes-version.ts";
import { channelOf } from "../stack.ts";
import type { EffectiveService } from "../effective.ts";
import { servicesOf } from "../fleet.ts";
import { collectImages } from "../images-of.ts";
import type { Call, StackModel } from "../model.ts";
import { apiServerOf } from "../stack-fields/api-server.ts";
import { gatewayOf } from "../stack-fields/gateway.ts";
import { providersOf } from "../stack-fields/providers.ts";
import { checkAddresses } from "./addresses.ts";
import { checkBindings } from "./bindings.ts";
import { type Callees, checkCalls } from "./calls.ts";
import { checkComponentPods } from "./component-pods.ts";
import { checkEndpoints } from "./endpoints.ts";
import { foreignNames, tierBorder } from "./foreign-names.ts";
import { checkFrontNames, frontsOf } from "./fronts.ts";
import { checkImageUses } from "./images.ts";
import { checkIngress } from "./ingress.ts";
import { checkNeeds } from "./needs.ts";
import type { PlaceOf } from "./own-need.ts";
import { checkPlacement } from "./placement.ts";
import { reporterExcept, reporterFor, reporterOf } from "./reporters.ts";
import { requirements } from "./requirements.ts";
import { checkRecorded } from "./recorded-addresses.ts";
import { checkRestored } from "./restored.ts";
import type { Run } from "./run.ts";
import { checkRouteNames } from "./route-names.ts";
import { checkSelection } from "./selection.ts";
import { addServerCallers, checkServers } from "./servers.ts";
import type { CheckedStack } from "./stacks.ts";
import { withOwnersNeeds } from "./used-needs.ts";
import { variantOf } from "./variants.ts";

/** Resolves the references of a stack and its services, and reports those that lead nowhere. */
export function stackModel(run: Run, checkedStack: CheckedStack, fleet: StackModel["fleet"]): StackModel {
  const { on, unknown } = checkedStack;
  const { stack, file } = on;
  const { byName, broken, unresolved } = run.services;
  const report = reporterExcept(unknown, reporterFor(run.problems, file));
  const running = servicesOf(stack, run.fleet.services);
  const names = new Set(running.map(({ service }) => service.name));
  const own = running.flatMap((service) => {
    const checked = byName.get(service.service.name);
    return checked?.service.service === service.service ? [variantOf(run, checked, checkedStack)] : [];
  });
  const variants = withOwnersNeeds(own);
  const missing = requirements();
  const fronts = frontsOf(variants);
  const calls = new Map<string, readonly Call[]>();
  for (const service of variants) {
    const callees: Callees = {
      on: checkedStack,
      runs: (callee) => names.has(callee),
      behind: (front) => fronts.find((each) => each.front.name === front)?.services ?? [],
      missing: (callee, target = "it") => missing.require(callee, `${service.name} calls ${target}`),
    };
    const reportService = reporterOf(service, run.problems);
    calls.set(service.name, checkCalls(service, run, callees));
    checkImageUses(service, run.services.images, reportService);
  }
  // `env` of a service with unknown ports, needs or calls would fail, and the reason was reported.
  const usable = variants.filter(({ name }) => !broken.has(name) && !unresolved.has(name));
  const unbound = checkNeeds(
    { name: stack.name, tier: stack.tier, project: stack.input.project, services: usable },
    run,
    (service, reason) => {
      if (!names.has(service)) missing.require(service, reason);
    },
  );
  const services = usable.filter(({ name }) => !unbound.has(name));
  const {
    tier,
    region,
    project,
    cluster,
    namespace,
    privateRange,
    domain,
    gateway,
    ingress,
    podSecurity,
    secretStore,
    quota,
    patch,
    components,
  } = stack.input;
  const callers = callersOf(services, calls);
  const parts: Omit<StackModel, "bindings"> = {
    name: stack.name,
    file,
    tier,
    region,
    project,
    cluster,
    namespace,
    channel: channelOf(stack),
    retired: stack.input.retired ?? false,
    testData: stack.input.testData ?? false,
    providers: providersOf(stack.input.providers),
    privateRange,
    addresses: stack.input.addresses ?? [],
    recorded: run.fleet.recorded?.get(stack.name),
    restored: stack.input.restored ?? [],
    domain,
    gateway: gatewayOf(gateway),
    ingress,
    podSecurity: podSecurity ?? DEFAULTS.podSecurity,
    kubernetesVersion: kubernetesVersionOf(stack.input.kubernetesVersion ?? run.kubernetesVersion),
    monitoring: stack.input.monitoring ?? run.monitoring,
    apiServer: stack.input.apiServer === undefined ? undefined : apiServerOf(stack.input.apiServer),
    secretStore: secretStore ?? DEFAULTS.secretStore,
    imagePullSecrets: stack.input.imagePullSecrets ?? [],
    cloud: stack.input.cloud ?? {},
    computeClasses: stack.input.computeClasses ?? {},
    quota,
    patch,
    services,
    fronts,
    images: collectImages(stack, variants),
    components: Object.keys(components ?? {}).sort(),
    calls,
    callers,
    remoteCallers: new Map(),
    foreign: foreignNames(
      stack,
      run.stacks.readable.map((other) => other.on),
    ),
    border: tierBorder(
      stack,
      run.stacks.readable.map((other) => other.on),
    ),
    fleet,
  };
  missing.report(report);
  checkSelection(stack, run, missing, report);
  // A service that the stack lacks was reported, and so was a stack without services.
  const isReported = (service: string): boolean => missing.has(service) || running.length === 0;
  const placeOf: PlaceOf = (service) => (names.has(service) ? "runs" : isReported(service) ? "reported" : "missing");
  const bindings = checkBindings(on, run, placeOf, report);
  const model = { ...parts, bindings };
  addServerCallers(callers, model);
  checkAddresses(on, run, placeOf, report);
  checkRecorded(model, run, report);
  checkRestored(on, run, placeOf, report);
  checkEndpoints(on, run, placeOf, report);
  checkServers(model, stack.input.providers, run, report);
  checkPlacement(model, report);
  checkIngress(model, run);
  checkRouteNames(model, run);
  checkFrontNames(model, run);
  checkComponentPods(model, run);
  return model;
}

function callersOf(
  services: readonly EffectiveService[],
  calls: ReadonlyMap<string, readonly Call[]>,
): Map<string, Map<string, EffectiveService[]>> {
  const callers = new Map<string, Map<string, EffectiveService[]>>();
  for (const caller of services) {
    for (const { to } of calls.get(caller.name) ?? []) {
      if (to.kind !== "service" && to.kind !== "front") continue;
      for (const service of to.kind === "front" ? to.services : [to.service]) {
        const ports = callers.get(service) ?? new Map<string, EffectiveService[]>();
        callers.set(service, ports);
        const list = ports.get(to.port) ?? [];
        ports.set(to.port, list);
        if (!list.includes(caller)) list.push(caller);
      }
    }
  }
  return callers;
}
