import * as z from "zod/mini";
import { NEED_KINDS } from "../needs/registry.ts";
import { useSchema } from "../needs/use.ts";

const [first, ...others] = Object.values(NEED_KINDS).map(({ schema }) => schema);

/** The schema of a need of any kind. */
const need = first === undefined ? z.never() : z.discriminatedUnion("kind", [first, ...others, useSchema]);

/** The schema of a service's needs by name. */
export const needsSchema = z.record(z.string(), need);
