import { againGroup } from "./again.ts";
import { fromNothingGroups } from "./from-nothing.ts";
import type { Group } from "./group.ts";
import { oneServiceGroups } from "./one-service.ts";
import { checkGroup, helpGroup } from "./small.ts";

/** Everything that is measured; the short ones first, so that the first line does not take minutes. */
export const GROUPS: readonly Group[] = [helpGroup, checkGroup, ...oneServiceGroups, ...fromNothingGroups, againGroup];
