import type { Config } from "./config.ts";
import type { Image } from "./image-spec.ts";
import type { AnyService } from "./service.ts";
import type { AnyStack } from "./stack.ts";

/** A service and its file. */
export interface ServiceFile {
  readonly file: string;
  readonly service: AnyService;
}

/** A released image and its file. */
export interface ImageFile {
  readonly file: string;
  readonly image: Image;
}

/** A stack and its file. */
export interface StackFile {
  readonly file: string;
  readonly stack: AnyStack;
}

/** Everything that people wrote, before the rules check it. */
export interface Fleet {
  readonly config: Config;
  readonly services: readonly ServiceFile[];
  readonly images: readonly ImageFile[];
  readonly stacks: readonly StackFile[];
}

/** Lists the services that a stack runs, in the order of the fleet. */
export function servicesOf(stack: AnyStack, services: readonly ServiceFile[]): readonly ServiceFile[] {
  const wanted = stack.input.services;
  if ("kind" in wanted) {
    const excluded = new Set(wanted.excluded);
    return excluded.size === 0 ? services : services.filter(({ service }) => !excluded.has(service));
  }
  const listed = new Set<unknown>(wanted);
  return services.filter(({ service }) => listed.has(service));
}
