import { FAIRLEAD } from "../../base/fairlead.ts";
import { suggestion } from "../../base/suggestion.ts";
import { UserError } from "../../base/user-error.ts";
import { type IncidentFreeze, readFreezes } from "../../workspace/freezes.ts";
import type { AppContext } from "../context.ts";
import { orNothingWritten } from "../nothing-written.ts";
import type { UpResult } from "../release/results.ts";
import { writeFreezes } from "./write-freezes.ts";

/**
 * Ends declared freezes. The next run goes on, wave by wave.
 * @param ids empty if there is only one
 * @throws UserError NOT_FOUND, USAGE if several are there and none is named, INVALID_SPEC
 */
export const thaw = (context: AppContext, ids: readonly string[]): Promise<UpResult> => orNothingWritten(() => end(context, ids));

async function end(context: AppContext, ids: readonly string[]): Promise<UpResult> {
  const { tree } = await context.workspace();
  const present = readFreezes(tree);
  requireKnown(ids, present);
  const render = writeFreezes(tree, ids.length === 0 ? [] : present.filter(({ id }) => !ids.includes(id)));
  return { decisions: [], render, engine: undefined };
}

function requireKnown(ids: readonly string[], present: readonly IncidentFreeze[]): void {
  const known = present.map(({ id }) => id);
  if (known.length === 0) throw new UserError("NOT_FOUND", "there is no declared freeze", { hint: `${FAIRLEAD} plan shows what waits` });
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UserError("NOT_FOUND", `there is no freeze "${unknown}"${suggestion(unknown, known)}`);
  if (ids.length > 0 || known.length === 1) return;
  throw new UserError("USAGE", `there are ${known.length} freezes, and none is named`, {
    hint: `${FAIRLEAD} thaw ${known.join(" ")}`,
    problems: present.map(({ id, by, reason }) => ({ file: "pulumi-gen/freezes.yaml", path: id, message: `${by}: ${reason}` })),
  });
}
