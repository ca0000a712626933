import type { AddressRecord } from "./address-record.ts";
import type { Config } from "./config.ts";
import type { Image } from "./image-spec.ts";
import type { PipelineSpec } from "./pipeline/pipeline.ts";
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

/** A file of `policies/` with its default export. `lib/policy` knows the type of a policy. */
export interface ExportedPolicies {
  readonly file: string;
  readonly exported: unknown;
}

/** Everything that people wrote, before the rules check it. */
export interface Fleet {
  readonly config: Config;
  readonly services: readonly ServiceFile[];
  readonly images: readonly ImageFile[];
  readonly stacks: readonly StackFile[];
  /** @default none */
  readonly policies?: readonly ExportedPolicies[];
  /** The pipeline of `stacks/pipeline.ts`. @default each stack follows specs and channels at once */
  readonly pipeline?: PipelineSpec;
  /** Stack -> the addresses that earlier runs decided. Its lock has them. @default none */
  readonly recorded?: ReadonlyMap<string, AddressRecord>;
}

/** Lists the services that a file describes: its instances, or the service itself. */
export const servicesIn = (file: ServiceFile): readonly ServiceFile[] =>
  file.service.instances.size === 0 ? [file] : [...file.service.instances.values()].map((service) => ({ file: file.file, service }));

/** Lists the services that a stack runs, in the order of the fleet. */
export function servicesOf(stack: AnyStack, services: readonly ServiceFile[]): readonly ServiceFile[] {
  const wanted = stack.input.services;
  const [named, isListed] = "kind" in wanted ? [new Set<unknown>(wanted.excluded), false] : [new Set<unknown>(wanted), true];
  // A list with a service names all its instances.
  const isNamed = ({ service }: ServiceFile): boolean =>
    named.has(service) || (service.base !== undefined && named.has(service.base.service));
  return services
    .flatMap((file) => (file.service.instances.size === 0 ? file : servicesIn(file)))
    .filter((file) => isNamed(file) === isListed);
}
