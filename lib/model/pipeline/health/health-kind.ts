import { safeParse, type ZodMiniType } from "zod/mini";
import type { Report } from "../../../base/problem.ts";
import { checkShape } from "../../../base/shape/check-shape.ts";

/** A kind of health check. Its name is the field that a check of this kind has. */
export interface HealthKind<Name extends string, Spec> {
  readonly name: Name;
  /** Checks an input and reports its problems. @param at the path of the input @returns undefined if its shape is wrong */
  readonly parse: (input: unknown, at: string, report: Report) => Spec | undefined;
}

/** Makes a kind of health check from the schema of its input. */
export const healthKind = <const Name extends string, Input, Spec>(
  name: Name,
  schema: ZodMiniType<Input>,
  toSpec: (input: Input, at: string, report: Report) => Spec,
): HealthKind<Name, Spec> => ({
  name,
  parse: (input, at, report) => {
    if (!checkShape(schema, input, report, at)) return undefined;
    const parsed = safeParse(schema, input);
    return parsed.success ? toSpec(parsed.data, at, report) : undefined;
  },
});
