import { againGroup } from "./again.ts";
import { engineGroups } from "./engine.ts";
import { fromNothingGroups } from "./from-nothing.ts";
import type { Group } from "./group.ts";
import { oneServiceGroups } from "./one-service.ts";
import { planBucketGroup, planGroup } from "./plan.ts";
import { checkGroup, helpGroup } from "./small.ts";

/** Everything that is measured; the short ones first, so that the first line does not take minutes. */
export const GROUPS: readonly Group[] = [
  helpGroup,
  checkGroup,
  planGroup,
  planBucketGroup,
  ...oneServiceGroups,
  ...fromNothingGroups,
  againGroup,
  ...engineGroups,
];
