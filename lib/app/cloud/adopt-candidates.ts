import { CLOUD_KINDS } from "../../cloud/kinds/registry.ts";
import type { CloudKind } from "../../cloud/kinds/kind.ts";
import { importId } from "../../cloud/import-id.ts";
import { resourceKey } from "../../cloud/place/known-references.ts";
import { targetsOf } from "../../cloud/place/recorded-as.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { componentUrn, urnOf } from "../../cloud/urn.ts";
import { passwordsOf } from "../../cloud/settle-passwords.ts";
import type { Candidate } from "./adopt-result.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** A candidate with its resource. */
export interface FoundCandidate extends Candidate {
  readonly resource: AnyCloudResource;
  readonly urn: string;
  /** The reason why the engine cannot import it. @default it can */
  readonly obstacle?: string;
}

/** Returns the name of a need on the command line: `cartservice.carts`; undefined for a resource of the stack itself. */
export const needOf = ({ block: { name, service } }: AnyCloudResource): string | undefined =>
  service !== undefined && name.startsWith(`${service}-`) ? `${service}.${name.slice(service.length + 1)}` : undefined;

/** Lists the resources of a part that the specs ask for, and that the state does not have. */
export function missingResources({ changes, input: { resources } }: PlannedShard): readonly AnyCloudResource[] {
  const created = new Set(changes.flatMap(({ action, type, name }) => (action === "create" ? [`${type} ${name}`] : [])));
  return resources.filter((resource) => created.has(resourceKey(resource)));
}

/**
 * Lists the candidates of a part.
 * @param isWanted true for a resource that the command line names
 * @param given ids by need or by name of a resource
 */
export function candidatesOf(
  shard: PlannedShard,
  project: string,
  isWanted: (resource: AnyCloudResource) => boolean,
  given: ReadonlyMap<string, string>,
): readonly FoundCandidate[] {
  const { resources } = shard.input;
  const missing = missingResources(shard);
  const wanted = missing.filter(isWanted);
  const obstacles = new Map<string, string>();
  const idOf = (resource: AnyCloudResource): string | undefined => {
    const need = isMain(resource, resources) ? needOf(resource) : undefined;
    return given.get(resource.name) ?? (need === undefined ? undefined : given.get(need)) ?? importId(resource, resources);
  };
  for (const resource of wanted) {
    if (isVersionOfPassword(resource)) obstacles.set(resourceKey(resource), "up makes a new version");
    else if (idOf(resource) === undefined) obstacles.set(resourceKey(resource), "only the cloud knows its id");
  }
  const unrecorded = new Set(missing.map(resourceKey));
  const adopted = new Set(wanted.map(resourceKey).filter((key) => !obstacles.has(key)));
  for (let size = -1; size !== adopted.size;) {
    ({ size } = adopted);
    for (const resource of wanted.filter((each) => adopted.has(resourceKey(each)))) {
      const lacking = targetsOf(resource).find((key) => unrecorded.has(key) && !adopted.has(key));
      if (lacking === undefined) continue;
      adopted.delete(resourceKey(resource));
      obstacles.set(resourceKey(resource), `belongs to ${lacking.split(" ")[1]}, which no state has`);
    }
  }
  return wanted.map((resource) => {
    const { type, name, block } = resource;
    const [id, obstacle] = [idOf(resource), obstacles.get(resourceKey(resource))];
    const place = { shard: shard.name, project };
    const parent = componentUrn(place, block);
    const urn = urnOf(place, block, type, name);
    return {
      shard: shard.name,
      type,
      name,
      parent,
      urn,
      resource,
      ...(id === undefined ? {} : { id }),
      ...(obstacle === undefined ? {} : { obstacle }),
    };
  });
}

/** True if a resource is the server, bucket or topic of its need. It has data, and belongs to no other one with data. */
const isMain = (resource: AnyCloudResource, resources: readonly AnyCloudResource[]): boolean =>
  CLOUD_KINDS[resource.type].stateful &&
  !targetsOf(resource).some((key) => resources.some((other) => resourceKey(other) === key && CLOUD_KINDS[other.type].stateful));

/** True if the resource is a version of a secret, whose content the cloud does not tell. */
function isVersionOfPassword(resource: AnyCloudResource): boolean {
  const kind: CloudKind = CLOUD_KINDS[resource.type];
  return passwordsOf(resource).length > 0 && kind.writeOnly.some((path) => kind.replaces.some((each) => each === `${path}Version`));
}
