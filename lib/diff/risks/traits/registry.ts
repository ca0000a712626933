import type { TraitReader } from "../trait.ts";
import { accessTraits } from "./access-traits.ts";
import { argocdTraits } from "./argocd-traits.ts";
import { availabilityTraits } from "./availability-traits.ts";
import { hostTraits } from "./host-traits.ts";
import { identityTraits } from "./identity-traits.ts";
import { imageTraits } from "./image-traits.ts";
import { networkTraits } from "./network-traits.ts";
import { privilegeTraits } from "./privilege-traits.ts";
import { protectionTraits } from "./protection-traits.ts";
import { secretTraits } from "./secret-traits.ts";
import { unknownTraits } from "./unknown-traits.ts";

/** The readers of all traits. A new reader is one file and one line here. */
export const TRAIT_READERS: readonly TraitReader[] = [
  accessTraits,
  argocdTraits,
  availabilityTraits,
  hostTraits,
  identityTraits,
  imageTraits,
  networkTraits,
  privilegeTraits,
  protectionTraits,
  secretTraits,
  unknownTraits,
];
