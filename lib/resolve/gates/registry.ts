import type { Gate } from "../gate.ts";
import { backwardsGate } from "./backwards.ts";
import { brokenGate } from "./broken.ts";
import { broughtUpGate } from "./brought-up.ts";
import { configHoldGate } from "./config-hold.ts";
import { contradictionGate } from "./contradiction.ts";
import { cloudGate } from "./cloud.ts";
import { freezeGate } from "./freeze.ts";
import { healthGate } from "./health.ts";
import { holdGate } from "./hold.ts";
import { lostGate } from "./lost.ts";
import { repositoryGate } from "./repository.ts";
import { serviceHoldGate } from "./service-hold.ts";
import { soakGate } from "./soak.ts";
import { takenBackGate } from "./taken-back.ts";
import { waveGate } from "./wave.ts";

/** Every gate, in order: the first that refuses decides. */
export const GATES: readonly Gate[] = [
  contradictionGate,
  serviceHoldGate,
  takenBackGate,
  brokenGate,
  repositoryGate,
  lostGate,
  holdGate,
  backwardsGate,
  configHoldGate,
  freezeGate,
  waveGate,
  soakGate,
  healthGate,
  broughtUpGate,
  cloudGate,
];
