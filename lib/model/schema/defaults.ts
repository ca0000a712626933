import * as z from "zod/mini";
import { PROTOCOLS } from "../fields/ports.ts";
import { optionalInteger } from "../fields/schema-parts.ts";
import { layerSchema } from "./service.ts";

/** The schema of the fields that defaults may set. */
export const defaultsSchema = z.extend(
  z.omit(layerSchema, { calls: true, needs: true, schedule: true, stateful: true, daemon: true, public: true }),
  {
    graceSeconds: optionalInteger(11, 3600),
  },
);

/** The schema of the first argument of `servicesWhere`. */
export const filterSchema = z.strictObject({
  component: z.optional(z.string()),
  owner: z.optional(z.string()),
  tier: z.optional(z.enum(["latest", "staging", "prod"])),
  listens: z.optional(z.enum(PROTOCOLS)),
  names: z.optional(z.array(z.string())),
});
