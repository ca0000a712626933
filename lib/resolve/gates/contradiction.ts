import { FAIRLEAD } from "../../base/fairlead.ts";
import { differsFromRelease } from "../case.ts";
import { entryProblem } from "../entry-problem.ts";
import type { Gate } from "../gate.ts";

/** Refuses a lock entry that differs from the record that it names. */
export const contradictionGate: Gate = (given) => {
  const { locked, candidate, broken, channel, release } = given;
  if (locked?.release === undefined) return undefined;
  const differs = broken === undefined && candidate !== undefined && differsFromRelease(given);
  const reason =
    entryProblem(locked) ??
    (differs
      ? `the lock names release ${locked.release} with ${imageText(locked)}, and its record has ${imageText(candidate)}`
      : undefined);
  if (reason === undefined) return undefined;
  return {
    outcome: "invalid",
    stays: locked,
    reason,
    hint: `restore the entry from git, or remove its line "release". An older release runs after: ${FAIRLEAD} release set ${release} --channel ${channel} --to <release> --reason '...'`,
  };
};

const imageText = ({ image, tag, digest }: { readonly image?: string; readonly tag: string; readonly digest?: string }): string =>
  `${image ?? ""}:${tag}${digest === undefined ? "" : `@${digest}`}`;
