import { CLOUD_KINDS, isCloudType } from "../../cloud/kinds/registry.ts";
import type { CloudChange } from "./cloud-change.ts";

/** A need that looks like a recorded one under another name. */
export interface LikelyRename {
  readonly service: string;
  readonly need: string;
  /** The earlier name as `movedFrom` has it: `carts`, or `cartservice.carts` of another service. */
  readonly movedFrom: string;
  /** The URNs of the resources that would go. */
  readonly lost: readonly string[];
}

/** Returns the edit that keeps the data of a renamed need. */
export const renameHint = ({ service, need, movedFrom }: LikelyRename): string =>
  `if ${need} of ${service} is ${movedFrom} under another name, it keeps its data with movedFrom: "${movedFrom}"`;

/** The data of one need in a preview. */
interface NeedData {
  /** `fairlead:cloud:Redis` */
  readonly kind: string;
  readonly service: string;
  readonly need: string;
  readonly urns: readonly string[];
}

/**
 * Finds new needs beside a recorded one of their kind that goes. The two are in one service, or have one name in two services.
 * Without `movedFrom`, the data of the recorded one would be lost.
 */
export function likelyRenames(changes: readonly CloudChange[]): readonly LikelyRename[] {
  const gone = dataOf(changes.filter(({ action }) => action === "delete"));
  const taken = new Set<NeedData>();
  return dataOf(changes.filter(({ action }) => action === "create")).flatMap((made) => {
    const candidates = gone.filter((each) => each.kind === made.kind && !taken.has(each));
    const found =
      candidates.find(({ service }) => service === made.service) ??
      candidates.find(({ service, need }) => service !== made.service && need === made.need);
    if (found === undefined) return [];
    taken.add(found);
    const { service, need, urns } = found;
    const movedFrom = service === made.service ? need : `${service}.${need}`;
    return [{ service: made.service, need: made.need, movedFrom, lost: urns }];
  });
}

/** Groups the resources with data by need. Leaves out those whose service is not known. */
function dataOf(changes: readonly CloudChange[]): readonly NeedData[] {
  const own = changes.filter(({ type, service, block }) => isData(type) && service !== undefined && block.startsWith(`${service}-`));
  return [...Map.groupBy(own, ({ urn, block }) => `${kindOf(urn)} ${block}`).values()].flatMap((list) =>
    list.slice(0, 1).map(({ urn, block, service = "" }) => ({
      kind: kindOf(urn),
      service,
      need: block.slice(service.length + 1),
      urns: list.map((each) => each.urn),
    })),
  );
}

const isData = (type: string): boolean => isCloudType(type) && CLOUD_KINDS[type].stateful;

/** Returns the type of the component that a resource is below. */
const kindOf = (urn: string): string => urn.split("::")[2]?.split("$")[0] ?? "";
