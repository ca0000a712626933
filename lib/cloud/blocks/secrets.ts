import type { Need } from "../../model/needs/registry.ts";
import { noCopies } from "../copy-block.ts";
import type { AnyCloudResource } from "../resource.ts";
import { blockOf, emptySecret, type NeedBlock, type NeedPlace, secretIds } from "../need-place.ts";

export const secretsBlock: NeedBlock<Need> = {
  resources,
  copies: (need, place) =>
    noCopies(
      "has no backup: Secret Manager keeps each version until somebody destroys it",
      `gcloud secrets versions list ${Object.values(secretIds(need, place))[0] ?? "<secret>"} --project ${place.stack.project}`,
    ),
};

/** Makes the secrets of a need without values, which people put in. */
function resources(need: Need, place: NeedPlace): readonly AnyCloudResource[] {
  const block = blockOf("Secret", place.instance);
  return Object.values(secretIds(need, place)).map((id) => emptySecret(block, place, id));
}
