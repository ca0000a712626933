import type { Pointer } from "../releases/pointer.ts";
import { usesPointer } from "./case.ts";
import { casesOf, type CasesInput } from "./cases.ts";

/** Lists the releases whose pointers decide about a stack, each once. The caller reads their records before it resolves. */
export function adoptedReleases(input: Omit<CasesInput, "brokenRecords">): readonly Pointer[] {
  const adopted = new Map<string, Pointer>();
  for (const stack of input.stacks) {
    for (const given of casesOf(stack, { ...input, brokenRecords: new Map() })) {
      if (given.candidate === undefined || !usesPointer(given, input.resume)) continue;
      adopted.set(`${given.release}/${given.candidate.release}`, given.candidate);
    }
  }
  return [...adopted.values()];
}
