import type { Need } from "../../model/needs/registry.ts";
import type { AnyCloudResource } from "../resource.ts";
import { blockOf, emptySecret, type NeedBlock, type NeedPlace, secretIds } from "../need-place.ts";

export const secretsBlock: NeedBlock<Need> = { resources };

/** Makes the secrets of a need without values, which people put in. */
function resources(need: Need, place: NeedPlace): readonly AnyCloudResource[] {
  const block = blockOf("Secret", place.instance);
  return Object.values(secretIds(need, place)).map((id) => emptySecret(block, place, id));
}
