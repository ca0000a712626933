import type { Gate } from "../gate.ts";
import { backwardsGate } from "./backwards.ts";
import { brokenGate } from "./broken.ts";
import { contradictionGate } from "./contradiction.ts";
import { holdGate } from "./hold.ts";
import { lostGate } from "./lost.ts";
import { repositoryGate } from "./repository.ts";
import { serviceHoldGate } from "./service-hold.ts";

/** Every gate, in order: the first that refuses decides. */
export const GATES: readonly Gate[] = [contradictionGate, serviceHoldGate, brokenGate, repositoryGate, lostGate, holdGate, backwardsGate];
