import type { Gate } from "../gate.ts";
import { brokenGate } from "./broken.ts";
import { holdGate } from "./hold.ts";

/** Every gate, in order: the first that refuses decides. */
export const GATES: readonly Gate[] = [brokenGate, holdGate];
