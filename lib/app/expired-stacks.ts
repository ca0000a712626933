import type { Problem } from "../base/problem.ts";
import { isExpired } from "../model/stack-fields/expires.ts";
import type { Project } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";

/** A stack whose last day is over. */
export interface ExpiredStack {
  readonly stack: string;
  /** Its last day: `2026-12-24`. */
  readonly expires: string;
}

/** The part of a result that names expired stacks. */
export interface WithExpired {
  /** The selected stacks whose last day is over. They run on until a person removes them. Absent if there are none. */
  readonly expired?: readonly ExpiredStack[];
}

/** The expired stacks of a project, as a part of a result and as warnings. Manifests do not depend on the clock. */
export interface Expired {
  readonly result: WithExpired;
  readonly warnings: readonly Problem[];
}

/** Finds the selected stacks whose last day is over. */
export function expiredStacks({ writer }: AppContext, { fleet, model }: Pick<Project, "fleet" | "model">): Expired {
  const now = writer.now();
  const selected = new Set(model.stacks.map(({ name }) => name));
  const found = fleet.stacks.flatMap(({ file, stack: { name, input } }) =>
    selected.has(name) && input.expires !== undefined && isExpired(input.expires, now)
      ? [{ file, stack: name, expires: input.expires }]
      : [],
  );
  const warnings = found.map(({ file, stack, expires }): Problem => ({
    file,
    path: "expires",
    message: `${stack} expired after ${expires}`,
    hint: "write retired: true and remove the stack after that, or give it a later day",
  }));
  return { result: found.length === 0 ? {} : { expired: found.map(({ stack, expires }) => ({ stack, expires })) }, warnings };
}
