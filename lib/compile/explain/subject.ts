import type { EffectiveService } from "../../model/effective.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { Model, StackModel } from "../../model/model.ts";
import type { Lock } from "../../resolve/lock.ts";
import { compileStack } from "../compile-stack.ts";

/** A service on a stack, with the stack's lock. */
export interface Subject {
  readonly model: Model;
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly lock: Lock;
}

/** Compiles the objects of the subject. Its service may differ from the one in its stack. */
export function compileSubject({ model, stack, service, lock }: Subject): readonly Manifest[] {
  const services = stack.services.map((each) => (each.name === service.name ? service : each));
  return compileStack(model, { ...stack, services }, lock, { services: [service.name] }).manifests.map(({ manifest }) => manifest);
}
