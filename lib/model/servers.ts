import { defaultLayer } from "./defaults.ts";
import { type EffectiveService, fromLayers } from "./effective.ts";
import { single } from "./fields/scale.ts";
import { DIGEST_PATTERN, TAG_PATTERN } from "./image.ts";
import type { StackModel } from "./model.ts";
import { mountPath } from "./mount-paths.ts";
import type { Instance } from "./needs/need.ts";
import type { Owner } from "./needs/resolve-needs.ts";
import { type Need, needKind } from "./needs/registry.ts";
import { DATA, type ServerPlace } from "./needs/server.ts";
import { serverOf } from "./needs/servers.ts";
import type { AnyServiceInput } from "./service-input.ts";
import { type InCluster, isCloudAlone, providerOf } from "./stack-fields/providers.ts";

/** A server that runs in the cluster, in place of an instance in the cloud. */
export interface Server {
  /** The owner's name of the need. */
  readonly need: string;
  /** The server as a service of the stack. */
  readonly service: EffectiveService;
  readonly tag: string;
  readonly digest: string;
}

type Providing = Pick<StackModel, "bindings" | "name" | "project" | "providers" | "tier">;

const NONE: readonly Server[] = [];

/** Names the server of an instance, and its Service and Secret. */
export const serverName = ({ service, need }: Owner): string => `${service}-${need}`;

interface Providers extends Pick<StackModel, "providers"> {
  readonly bindings: Pick<StackModel["bindings"], "has">;
}

/** True if the stack's own cluster runs the instance of a need. */
export const isInCluster = ({ providers, bindings }: Providers, owner: Owner, need: Need): boolean =>
  providerOf(providers, need) !== undefined && !bindings.has(`${owner.service}.${owner.need}`);

/** A need of a service that the cluster provides. */
export interface ProvidedNeed {
  readonly name: string;
  readonly need: Need;
  readonly provider: InCluster;
}

/** Lists the needs that a service owns and the cluster provides. */
export function providedNeeds(stack: Pick<StackModel, "bindings" | "providers">, service: EffectiveService): readonly ProvidedNeed[] {
  if (isCloudAlone(stack.providers)) return [];
  return Object.entries(service.needs).flatMap(([name, need]) => {
    const provider = providerOf(stack.providers, need);
    if (provider === undefined || service.uses.has(name)) return [];
    return isInCluster(stack, { service: service.name, need: name }, need) ? [{ name, need, provider }] : [];
  });
}

/** Lists the servers of a service's needs. Leaves out a need without an image, which a check reports. */
export function serversOf(stack: Providing, service: EffectiveService): readonly Server[] {
  const provided = providedNeeds(stack, service);
  return provided.length === 0 ? NONE : provided.flatMap((each) => serverFor(stack, service, each) ?? []);
}

const REFERENCE = new RegExp(`^(?<image>[^@]+):(?<tag>${TAG_PATTERN})@(?<digest>${DIGEST_PATTERN})$`);

/** Splits `repo:tag@sha256:...`. Returns undefined for any other string. */
export function splitReference(text: string): { readonly image: string; readonly tag: string; readonly digest: string } | undefined {
  const { image, tag, digest } = REFERENCE.exec(text)?.groups ?? {};
  return image === undefined || tag === undefined || digest === undefined ? undefined : { image, tag, digest };
}

/** Returns the image of a need's server: the stack's, else the one that Fairlead knows for the version. */
export function imageFor({ need, provider }: ProvidedNeed): string | undefined {
  const server = serverOf(need);
  return provider.image ?? server?.images[server.versionOf(need)];
}

/** Returns the place of a need's server, with the sizes that it has. */
export function placeOfServer(stack: Providing, owner: EffectiveService, { name, need, provider }: ProvidedNeed): ServerPlace {
  const instance: Instance = { stack: stack.name, project: stack.project, dnsZone: "", service: owner.name, need: name, inCluster: true };
  const { memory = serverOf(need)?.memory ?? "", storage } = provider;
  return { instance, mount: mountPath(name), memory, storage };
}

function serverFor(stack: Providing, owner: EffectiveService, provided: ProvidedNeed): Server | undefined {
  const { name, need } = provided;
  const server = serverOf(need);
  const image = splitReference(imageFor(provided) ?? "");
  if (server === undefined || image === undefined) return undefined;
  const place = placeOfServer(stack, owner, provided);
  const { memory, storage } = place;
  const kind = needKind(need).nameOf(need);
  const input: AnyServiceInput = {
    owner: owner.owner,
    image: image.image,
    component: kind,
    ...(owner.partOf === undefined ? {} : { partOf: owner.partOf }),
    ports: { [kind]: { port: server.port, protocol: "tcp" } },
    scale: single({ because: "a server in the cluster has no replicas" }),
    resources: { memory, storage: "2Gi", limits: { cpu: "1" } },
    stateful: storage === undefined ? {} : { volumes: { data: { path: DATA, size: storage } } },
    ...server.spec(need, place),
  };
  const layers = [
    { name: "library default", file: undefined, prefix: "", values: defaultLayer(stack.tier) },
    { name: "service", file: owner.file, prefix: `needs.${name}`, values: { ...input } },
  ];
  const id = serverName(place.instance);
  return { need: name, service: fromLayers({ name: id, release: id }, layers), tag: image.tag, digest: image.digest };
}
