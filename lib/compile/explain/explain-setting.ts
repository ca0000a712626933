import { fieldsAt } from "../../base/shape/known-fields.ts";
import { valueAt } from "../../base/values.ts";
import { CONFIG_FILE } from "../../model/config.ts";
import { stackSchema } from "../../model/schema/stack.ts";
import { GENERATED_ROOT, lockPath } from "../generated-paths.ts";
import { type Explanation, printable } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** The fields of a stack that choose services or set their fields. The layers of a service show them. */
const ABOUT_SERVICES: ReadonlySet<string> = new Set(["services", "overrides", "bindings", "defaults"]);

/** Explains a field of the lock, the stack or the config. Returns undefined if none of them has the field. */
export function explainSetting({ model, stack, service, lock }: Subject, path: string): Explanation | undefined {
  const keys = path.split(".");
  const [root = ""] = keys;
  const isOfStack = Object.hasOwn(stackSchema.shape, root) && !ABOUT_SERVICES.has(root);
  const isField = isOfStack && fieldsAt(stackSchema, stack, keys.slice(0, -1)).includes(keys.at(-1) ?? "");
  const ofLock = { layer: "lock", file: `${GENERATED_ROOT}/${lockPath(stack.name)}` };
  const settings = [
    { ...ofLock, value: valueAt(lock.get(service.name), keys) },
    // The lock has released images, too: `envoy.tag`.
    { ...ofLock, value: keys.length > 1 ? valueAt(lock.get(root), keys.slice(1)) : undefined },
    { layer: `stack ${stack.name}`, file: stack.file, value: isOfStack ? valueAt(stack, keys) : undefined },
    { layer: "config", file: CONFIG_FILE, value: valueAt(model.config, keys) },
  ];
  const found = settings.find(({ value }) => value !== undefined) ?? (isField ? settings[2] : undefined);
  if (found === undefined) return undefined;
  const value = printable(found.value);
  return { object: undefined, path, value, influences: [{ field: path, chain: [{ ...found, value, inForce: value !== undefined }] }] };
}
