import { DEFAULTS } from "./defaults.ts";
import type { EnvInput } from "./env-input.ts";
import type { ServiceFile, StackFile } from "./fleet.ts";
import { type Layer, layersOf, mergeValues } from "./layers.ts";
import type { Manifest, ManifestContext } from "./manifest.ts";
import type { Patch } from "./patch.ts";
import type { Needs } from "./needs/registry.ts";
import { type Ports, servicePort } from "./ports.ts";
import type { Probe } from "./probes.ts";
import { normalizeQuantity, sumQuantities } from "./quantity.ts";
import type { AnyLayerInput, AnyServiceInput, Calls, Priority, ResourcesInput } from "./service-input.ts";

export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
}

/** The requests and limits of a container. Valid quantities are in normal form; malformed ones stay as written. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

export interface Health {
  readonly readiness: Probe | undefined;
  readonly liveness: Probe | undefined;
  readonly startupSeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: "grpc" | "http" | "tcp";
  readonly servicePort: number;
}

export interface Schedule {
  /** Undefined only before the rules have checked the service. */
  readonly cron: string | undefined;
  readonly timeZone: string;
  readonly startingDeadlineSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
}

export interface Job {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
  readonly timeoutSeconds: number;
  readonly retries: number;
}

export interface Init {
  readonly name: string;
  readonly image: string | undefined;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
}

export interface PublicRoute {
  /** Undefined only before the rules have checked the service. */
  readonly port: string | undefined;
  readonly subdomain: string;
  readonly host: string | undefined;
  readonly paths: readonly string[];
}

/** A value that does not merge, with the layer that sets it. */
export interface FromLayer<T> {
  readonly layer: Layer;
  readonly value: T;
}

/** A service on a stack, with every layer and every default applied. */
export interface EffectiveService {
  readonly name: string;
  readonly file: string;
  readonly layers: readonly Layer[];
  readonly owner: string;
  readonly image: string;
  readonly component: string;
  readonly partOf: string | undefined;
  readonly priority: Priority;
  readonly ports: readonly Port[];
  readonly needs: Needs;
  readonly calls: () => Calls;
  readonly resources: Resources;
  readonly health: Health;
  readonly scale: { readonly min: number; readonly max: number; readonly cpuPercent: number; readonly memoryPercent: number | undefined };
  readonly schedule: Schedule | undefined;
  readonly jobs: readonly Job[];
  readonly init: readonly Init[];
  readonly public: PublicRoute | undefined;
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly graceSeconds: number;
  /** Lowest layer first. A later layer wins key by key. */
  readonly env: readonly FromLayer<EnvInput<Ports, Needs, Calls>>[];
  readonly patches: readonly FromLayer<Patch>[];
  readonly manifests: ((context: ManifestContext) => readonly Manifest[]) | undefined;
}

/** Applies the layers to a service on a stack. The input must match its schema, but its values may break rules. */
export function effectiveService(service: ServiceFile, on: StackFile, input = service.service.input): EffectiveService {
  return fromLayers(service.service.name, layersOf(service, on, input));
}

/** Applies layers. `explain` leaves one out to see its effect. */
export function fromLayers(name: string, layers: readonly Layer[]): EffectiveService {
  let merged: unknown = {};
  for (const { values } of layers) merged = mergeValues(merged, values);
  // Each layer matches its schema, and merging keeps that.
  const input = merged as AnyServiceInput;
  const ports = Object.entries(input.ports ?? {}).map(([port, spec]) => ({ name: port, ...spec, servicePort: servicePort(spec) }));
  return {
    name,
    file: layers.find((layer) => layer.name === "service")?.file ?? "",
    layers,
    owner: input.owner,
    image: input.image,
    component: input.component ?? (input.schedule !== undefined ? "cron" : ports.length > 0 ? "api" : "worker"),
    partOf: input.partOf,
    priority: input.priority ?? DEFAULTS.priority,
    ports,
    needs: input.needs ?? {},
    calls: input.calls ?? (() => ({})),
    resources: withLimits(input.resources ?? {}),
    health: health(input, ports[0]),
    scale: {
      min: input.scale?.min ?? DEFAULTS.min,
      max: input.scale?.max ?? DEFAULTS.max,
      cpuPercent: input.scale?.cpuPercent ?? DEFAULTS.cpuPercent,
      memoryPercent: input.scale?.memoryPercent,
    },
    schedule: input.schedule === undefined ? undefined : { ...DEFAULTS.schedule, ...input.schedule },
    jobs: Object.entries(input.jobs ?? {}).map(([job, spec]) => ({
      ...DEFAULTS.job,
      args: [],
      ...spec,
      name: job,
      resources: withLimits(spec.resources ?? input.resources ?? {}),
    })),
    init: Object.entries(input.init ?? {}).map(([init, spec]) => ({
      name: init,
      image: spec.image,
      command: spec.command,
      args: spec.args ?? [],
      resources: withLimits(spec.resources ?? input.resources ?? {}),
    })),
    public: input.public === undefined ? undefined : { host: undefined, subdomain: name, paths: ["/"], ...input.public },
    files: input.files ?? {},
    command: input.command ?? [],
    args: input.args ?? [],
    graceSeconds: input.graceSeconds ?? DEFAULTS.graceSeconds,
    env: layers.flatMap((layer) => fromLayer(layer, asLayer(layer.values).env)),
    patches: layers.flatMap((layer) => fromLayer(layer, asLayer(layer.values).patch)),
    manifests: input.manifests,
  };
}

// Each layer matches its schema.
const asLayer = (values: object): AnyLayerInput => values;

const fromLayer = <T>(layer: Layer, value: T | undefined): readonly FromLayer<T>[] => (value === undefined ? [] : [{ layer, value }]);

function withLimits({ limits = {}, ...requested }: ResourcesInput): Resources {
  const requests = amounts({ ...DEFAULTS.resources, ...requested });
  // A malformed quantity stays as written, and a rule reports it.
  const cpu = normalizeQuantity(requests.cpu) === undefined ? requests.cpu : sumQuantities([{ quantity: requests.cpu, count: 2 }]);
  return { requests, limits: amounts({ ...requests, cpu, ...limits }) };
}

const amounts = ({ cpu, memory, storage }: Amounts): Amounts => ({
  cpu: normalizeQuantity(cpu) ?? cpu,
  memory: normalizeQuantity(memory) ?? memory,
  storage: normalizeQuantity(storage) ?? storage,
});

function health(input: AnyServiceInput, first: Port | undefined): Health {
  const { readiness, liveness, ...numbers } = input.health ?? {};
  return {
    ...DEFAULTS.health,
    ...numbers,
    readiness: readiness ?? (first === undefined ? undefined : defaultProbe(first)),
    liveness: liveness ?? (first === undefined ? undefined : { kind: "tcp", port: first.name }),
  };
}

function defaultProbe({ name, protocol }: Port): Probe {
  if (protocol === "grpc") return { kind: "grpc", port: name, service: undefined };
  return protocol === "http" ? { kind: "http", port: name, path: DEFAULTS.httpPath, headers: {} } : { kind: "tcp", port: name };
}
