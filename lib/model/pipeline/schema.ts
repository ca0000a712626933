import * as z from "zod/mini";
import { isPlainObject } from "../../base/values.ts";
import { isService } from "../service.ts";
import { isStack } from "../stack.ts";

const tier = z.enum(["latest", "staging", "prod"]);
const stack = z.custom((value) => typeof value === "string" || isStack(value), "must be a stack from defineStack, or its name");
const service = z.custom((value) => typeof value === "string" || isService(value), "must be a service from defineService, or its name");
/** The kind of a check has the schema of its fields. */
const check = z.custom(isPlainObject, "must be a check such as { http: ... }");

/** The schema of a pipeline, for input that the compiler has not checked. */
export const pipelineSchema = z.strictObject({
  stages: z.array(
    z.strictObject({
      name: z.string(),
      tier: z.optional(tier),
      stacks: z.optional(z.array(stack)),
      waves: z.optional(z.array(z.array(stack))),
      soak: z.optional(z.string()),
      health: z.optional(z.array(check)),
      onFailure: z.optional(z.enum(["wait", "rollback"])),
      delivery: z.optional(z.enum(["push", "pr"])),
    }),
  ),
  freezes: z.optional(
    z.array(
      z.strictObject({
        name: z.string(),
        cron: z.optional(z.string()),
        duration: z.optional(z.string()),
        from: z.optional(z.string()),
        until: z.optional(z.string()),
        timeZone: z.optional(z.string()),
        tiers: z.optional(z.array(tier)),
        stacks: z.optional(z.array(stack)),
        services: z.optional(z.array(service)),
      }),
    ),
  ),
});
