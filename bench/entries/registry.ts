import { againGroup } from "./again.ts";
import { cloudGroups } from "./cloud.ts";
import { engineGroups } from "./engine.ts";
import { fromNothingGroups } from "./from-nothing.ts";
import type { Group } from "./group.ts";
import { largePreviewGroup } from "./large-preview.ts";
import { oneServiceGroups } from "./one-service.ts";
import { planBucketGroup, planGroup } from "./plan.ts";
import { previewGroup } from "./preview.ts";
import { promoteGroup } from "./promote.ts";
import { publishGroup } from "./publish.ts";
import { recorderGroup } from "./recorder.ts";
import { statusGroup } from "./status.ts";
import { checkGroup, helpGroup } from "./small.ts";

/** All groups. Short ones come first, so that the first result appears early. */
export const GROUPS: readonly Group[] = [
  helpGroup,
  recorderGroup,
  checkGroup,
  planGroup,
  planBucketGroup,
  promoteGroup,
  publishGroup,
  statusGroup,
  previewGroup,
  largePreviewGroup,
  ...oneServiceGroups,
  ...fromNothingGroups,
  againGroup,
  ...engineGroups,
  ...cloudGroups,
];
