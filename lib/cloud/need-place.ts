import type { StackModel } from "../model/model.ts";
import type { NeedRange } from "../model/need-ranges.ts";
import { type Instance, instanceHost } from "../model/needs/need.ts";
import { type Need, needKind } from "../model/needs/registry.ts";
import type { Tier } from "../model/tier.ts";
import { ownerLabel } from "../model/layers.ts";
import { copyAddresses, type Restored } from "../model/restored.ts";
import type { Copies, NoCopies } from "./copies.ts";
import { zoneName } from "./cloud-names.ts";
import { recordInputs } from "./host-record.ts";
import {
  type AnyCloudResource,
  type Block,
  type CloudResource,
  outputOf,
  type MakeResource,
  type Reference,
  resourcesOf,
  type WithProjectNumber,
} from "./resource.ts";

/** The place of an instance in the fleet. */
export interface NeedPlace {
  readonly stack: StackModel;
  readonly instance: Instance;
  /** The addresses of the instance. Undefined if it has none. */
  readonly range: NeedRange | undefined;
  /** True if engine and cloud refuse to delete the instance. */
  readonly protect: boolean;
  /** The email address of the owner. */
  readonly owner: string;
  /** The copy that services use in place of the instance. @default they use the instance */
  readonly restored?: Restored;
}

/** The cloud's side of one kind of need: one file, and one line in `blocks/registry.ts`. */
export interface NeedBlock<N> {
  /** Turns a need into the resources that serve it. It is pure. */
  resources(need: N, place: NeedPlace): readonly AnyCloudResource[];
  /** Returns the copies that the cloud can make of an instance, or the reason why it makes none. */
  copies(need: N, place: NeedPlace): Copies | NoCopies;
  /** Permits a service to use the resource of an instance. @default the service reaches it over the network, or through secrets */
  grant?(make: MakeResource, instance: Instance, grantee: Grantee, need: N): AnyCloudResource | readonly AnyCloudResource[];
}

/** The account of a service in its cluster, which gets a grant. */
export interface Grantee {
  readonly member: WithProjectNumber;
  /** The name of the grant: `<service>-<name of the instance>`. */
  readonly name: string;
  /** True if the stack of the service makes the instance. The grant then refers to it, so that it exists first. */
  readonly isOwn: boolean;
}

/** True if resources of a tier are protected from deletion. */
export const isProtected = (tier: Tier): boolean => tier === "prod";

/** Returns the key of Cloud KMS that encrypts the data of a stack, or undefined if Google has the key. */
export const keyOf = ({ cloud }: StackModel): string | undefined => cloud.encryption?.key;

/** Returns the block of a need. */
export const blockOf = (kind: string, { service, need }: Instance): Block => ({ kind, name: `${service}-${need}`, service });

/** Returns the labels of the place, for bills and for people who look at the console. */
export const labelsOf = ({ stack, instance: { service, need }, owner }: NeedPlace): Readonly<Record<string, string>> => ({
  "managed-by": "fairlead",
  need,
  owner: ownerLabel(owner),
  service,
  stack: stack.name,
  tier: stack.tier,
});

/** Makes the record that leads from the name of an instance to its addresses. A copy in its place has others. */
export function dnsRecord(
  block: Block,
  { stack, instance, restored }: NeedPlace,
  addresses: readonly (Reference | string)[],
  host = instanceHost(instance),
): AnyCloudResource {
  const targets = restored === undefined ? addresses : copyAddresses(restored.range).slice(0, 1);
  const inputs = recordInputs({ host, project: stack.project, zone: zoneName(stack) }, targets);
  return resourcesOf(block)("gcp:dns/recordSet:RecordSet", host, inputs);
}

/** A value that the program puts into Secret Manager. */
type SecretContent = Reference | { readonly kind: "generated" };

/** Makes a secret and its first version, if the need has the secret. The value is write-only: no state has it. */
export function filledSecret(block: Block, place: NeedPlace, id: string | undefined, content: SecretContent): readonly AnyCloudResource[] {
  if (id === undefined) return [];
  const secret = emptySecret(block, place, id);
  const value = content.kind === "generated" ? ({ ...content, secret: id, version: 1 } as const) : content;
  const version = resourcesOf(block)("gcp:secretmanager/secretVersion:SecretVersion", id, {
    secret: outputOf(secret, "id"),
    secretDataWo: value,
    secretDataWoVersion: 1,
  });
  return [secret, version];
}

/** Seconds between the destruction of a version and its end: 7 days. */
const DESTROY_DELAY = "604800s";

/** Returns the names of the secrets of a need by file. Its kind names them, for manifests, too. */
export const secretIds = (need: Need, { instance }: NeedPlace): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...needKind(need)
      .secrets(need, instance, instance.need)
      .map(({ files }) => files),
  );

/** Makes a secret without a value. */
export function emptySecret(block: Block, place: NeedPlace, id: string): CloudResource<"gcp:secretmanager/secret:Secret"> {
  const { stack } = place;
  return resourcesOf(block)(
    "gcp:secretmanager/secret:Secret",
    id,
    {
      deletionProtection: place.protect,
      labels: labelsOf(place),
      project: stack.project,
      replication: { auto: {} },
      secretId: id,
      versionDestroyTtl: DESTROY_DELAY,
    },
    { protect: place.protect },
  );
}
