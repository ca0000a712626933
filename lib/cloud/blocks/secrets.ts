import { needKind, type Need } from "../../model/needs/registry.ts";
import type { AnyCloudResource } from "../resource.ts";
import { blockOf, emptySecret, type NeedBlock, type NeedPlace } from "../need-place.ts";

export const secretsBlock: NeedBlock<Need> = { resources };

/** Makes the secrets of a need without values, which people put in. */
function resources(need: Need, place: NeedPlace): readonly AnyCloudResource[] {
  const { instance } = place;
  const sources = needKind(need).secrets(need, instance, instance.need);
  const block = blockOf("Secret", instance);
  return sources.flatMap(({ files }) => Object.values(files).map((id) => emptySecret(block, place, id)));
}
