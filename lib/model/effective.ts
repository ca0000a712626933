import { DEFAULTS } from "./defaults.ts";
import { type AllowFrom, allowFromOf } from "./fields/allow-from.ts";
import type { Calls } from "./fields/calls.ts";
import { type Egress, egressOf } from "./fields/egress.ts";
import { componentOf } from "./fields/component.ts";
import { type Daemon, daemonOf } from "./fields/daemon.ts";
import type { EnvInput } from "./fields/env.ts";
import { type FilesInput, filesOf } from "./fields/files.ts";
import type { Front } from "./fields/front.ts";
import { type Health, healthOf } from "./fields/health.ts";
import { type Init, initOf } from "./fields/init.ts";
import { isOfRollout, type Job, jobsOf } from "./fields/jobs.ts";
import type { Patch } from "./fields/patch.ts";
import { ownPorts, type Port, type Ports, portsOf } from "./fields/ports.ts";
import type { ApiAccess } from "./fields/kubernetes-api.ts";
import { type Metrics, metricsOf } from "./fields/scraping.ts";
import { type Pod, podOf } from "./fields/pod.ts";
import { type Public, publicOf } from "./fields/public.ts";
import { type Resources, resourcesOf } from "./fields/resources.ts";
import { type Scale, scaleOf } from "./fields/scale.ts";
import { type Schedule, scheduleOf } from "./fields/schedule.ts";
import type { SessionAffinity } from "./fields/session-affinity.ts";
import { type Sidecar, sidecarsOf } from "./fields/sidecars.ts";
import { staticWords } from "./fields/words.ts";
import { type Stateful, statefulOf } from "./fields/stateful.ts";
import type { ServiceFile, StackFile } from "./fleet.ts";
import { type Layer, layersOf, mergeValues } from "./layers.ts";
import type { Manifest, ManifestContext } from "./manifest.ts";
import type { Needs, ResolvedNeeds } from "./needs/registry.ts";
import { needsOf } from "./needs/layer-needs.ts";
import { type Owner, resolveNeeds } from "./needs/resolve-needs.ts";
import { fromEach, type FromLayer, type ProgramLayers, programLayers, type WordLayers } from "./program-layers.ts";
import type { AnyService } from "./service.ts";
import type { AnyLayerInput, AnyServiceInput, Priority } from "./service-input.ts";

/** A service on a stack, with every layer and every default applied. */
export interface EffectiveService extends Pod, WordLayers {
  readonly name: string;
  /** The service whose releases it takes: itself, or the service that it is an instance of. */
  readonly release: string;
  /** True if the stack asks for test data. Else the service has no jobs that fill its needs. */
  readonly testData: boolean;
  readonly file: string;
  readonly layers: readonly Layer[];
  readonly owner: string;
  readonly image: string;
  readonly imagesFrom: readonly string[];
  readonly component: string;
  readonly partOf: string | undefined;
  readonly priority: Priority;
  readonly ports: readonly Port[];
  readonly needs: ResolvedNeeds;
  /** The used needs: name -> owner. */
  readonly uses: ReadonlyMap<string, Owner>;
  readonly resources: Resources;
  readonly health: Health;
  readonly scale: Scale;
  readonly schedule: Schedule | undefined;
  readonly stateful: Stateful | undefined;
  readonly daemon: Daemon | undefined;
  readonly jobs: readonly (Job & WordLayers)[];
  readonly init: readonly (Init & ProgramLayers)[];
  readonly sidecars: readonly (Sidecar & ProgramLayers)[];
  readonly public: Public | undefined;
  readonly front: Front | undefined;
  readonly egress: Egress;
  readonly allowFrom: AllowFrom;
  readonly sessionAffinity: SessionAffinity | undefined;
  readonly metrics: Metrics | undefined;
  readonly kubernetesApi: readonly ApiAccess[];
  /** The config files. If a layer has a function, `compile` adds those that it returns. */
  readonly files: Readonly<Record<string, string>>;
  /** Empty before `compile` if a function returns it. */
  readonly command: readonly string[];
  /** Empty before `compile` if a function returns it. */
  readonly args: readonly string[];
  readonly graceSeconds: number;
  /** The layers of `files`, lowest first. A later layer wins key by key. */
  readonly fileLayers: readonly FromLayer<FilesInput<Ports, Needs, Calls>>[];
  /** Lowest layer first. A later layer wins key by key. */
  readonly env: readonly FromLayer<EnvInput<Ports, Needs, Calls>>[];
  readonly patches: readonly FromLayer<Patch>[];
  readonly manifests: ((context: ManifestContext) => readonly Manifest[]) | undefined;
}

/** Applies the layers to a service on a stack. The input must match its schema, but its values may break rules. */
export function effectiveService(
  service: ServiceFile,
  on: StackFile,
  input = service.service.input,
  defaults: readonly Layer[] = [],
): EffectiveService {
  return fromLayers({ ...identityOf(service.service), ...asksOf(on) }, layersOf(service, on, input, defaults));
}

/** Returns what a stack asks of each service. */
const asksOf = ({ stack }: StackFile): Pick<EffectiveService, "testData"> => ({ testData: stack.input.testData ?? false });

/** Returns the names of a service. */
export const identityOf = ({ name, base }: AnyService): Pick<EffectiveService, "name" | "release"> => ({
  name,
  release: base === undefined ? name : base.service.name,
});

/** The parts of a service that no layer sets. */
type Identity = Pick<EffectiveService, "name" | "release"> & Partial<Pick<EffectiveService, "testData">>;

/** Applies layers. `explain` leaves one out to see its effect. */
export function fromLayers({ name, release, testData = false }: Identity, layers: readonly Layer[]): EffectiveService {
  let merged: unknown = {};
  for (const { values } of layers) merged = mergeValues(merged, values);
  // Each layer matches its schema, and merging keeps that.
  const input = merged as AnyServiceInput;
  const ports = portsOf(input.ports);
  const sidecars = sidecarsOf(input.sidecars, ports);
  const places = layers.map((layer) => ({ layer, values: asLayer(layer.values) }));
  const fileLayers = fromEach(places, ({ values }) => values.files);
  const [commandLayer] = fromEach(places, ({ layer }) => asService(layer.values).command);
  const argsLayer = fromEach(places, ({ values }) => values.args).at(-1);
  return {
    name,
    release,
    testData,
    file: layers.find((layer) => layer.name === "service")?.file ?? "",
    layers,
    owner: input.owner,
    image: input.image,
    imagesFrom: input.imagesFrom ?? [],
    component: componentOf(input),
    partOf: input.partOf,
    priority: input.priority ?? DEFAULTS.priority,
    ...podOf(input),
    ports,
    ...resolveNeeds(needsOf(layers)),
    resources: resourcesOf(input.resources),
    health: healthOf(
      input.health,
      ownPorts({ ports, sidecars }).find(({ protocol }) => protocol !== "udp"),
    ),
    scale: scaleOf(input.scale, asLayer(layers[0]?.values ?? {}).scale),
    schedule: scheduleOf(input.schedule),
    stateful: statefulOf(input.stateful),
    daemon: daemonOf(input.daemon),
    jobs: jobsOf(input.jobs, input.resources)
      .filter((job) => testData || isOfRollout(job))
      .map((job) => ({ ...job, ...programLayers(layers, "jobs", job.name) })),
    init: initOf(input.init, input.resources).map((init) => ({ ...init, ...programLayers(layers, "init", init.name) })),
    sidecars: sidecars.map((sidecar) => ({ ...sidecar, ...programLayers(layers, "sidecars", sidecar.name) })),
    public: publicOf(input.public, name),
    front: input.front,
    egress: egressOf(input.egress),
    allowFrom: allowFromOf(input.allowFrom),
    sessionAffinity: input.sessionAffinity,
    metrics: metricsOf(input.metrics),
    kubernetesApi: input.kubernetesApi ?? [],
    files: filesOf(fileLayers.map(({ value }) => value)),
    command: staticWords(commandLayer?.value),
    args: staticWords(argsLayer?.value),
    graceSeconds: input.graceSeconds ?? DEFAULTS.graceSeconds,
    fileLayers,
    commandLayer,
    argsLayer,
    env: fromEach(places, ({ values }) => values.env),
    patches: fromEach(places, ({ values }) => values.patch),
    manifests: input.manifests,
  };
}

// Each layer matches its schema.
const asLayer = (values: object): AnyLayerInput => values;

const asService = (values: object): Pick<AnyServiceInput, "command"> => values;
