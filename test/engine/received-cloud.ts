import { valueAt } from "../../lib/base/values.ts";
import type { RecordedResource } from "../../lib/cloud/recorded.ts";
import type { AnyCloudResource } from "../../lib/cloud/resource.ts";
import type { LocalResource } from "../../lib/pulumi/local/local-cloud.ts";
import { lastingDirectory } from "../temporary-directory.ts";
import { type TestShard, testShard } from "./cloud-shard.ts";
import { readLocalCloud } from "./local-cloud.ts";

/** A cloud that the engine has brought up once. */
export interface ReceivedCloud extends TestShard {
  readonly resources: readonly AnyCloudResource[];
  /** Returns the value that the provider got for an input of a resource: `redis.Instance prod-cart-carts`, `tier`. */
  readonly received: (resource: string, path: string) => unknown;
  /** Returns an output of a resource in the engine's state. */
  readonly recordedOutput: (resource: string, output: string) => unknown;
  /** Returns a field of a resource in the engine's state, such as `protect`. */
  readonly recordedField: (resource: string, field: string) => unknown;
}

/** Returns a type and a name as a person writes them. */
export const shortName = ({ type, name }: Pick<RecordedResource, "type" | "name">): string =>
  `${type.replace(/^gcp:(\w+)\/\w+:(\w+)$/, "$1.$2")} ${name}`;

/** Brings up resources on the real engine. @throws Error if it fails */
export async function receiveCloud(resources: readonly AnyCloudResource[]): Promise<ReceivedCloud> {
  const shard = testShard(lastingDirectory());
  const { outcome, diagnostics } = await shard.up(resources);
  if (outcome !== "succeeded" || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const inCloud = new Map(readLocalCloud(shard.cloud).map((each): [string, LocalResource] => [`${each.type} ${each.id}`, each]));
  const recorded = new Map(shard.recorded().map((each) => [shortName(each), each]));
  const fields = new Map<string, object>(
    JSON.parse(shard.stateText()).checkpoint.latest.resources.map((each: { readonly urn: string }) => [each.urn, each]),
  );
  const find = (resource: string): RecordedResource => {
    const found = recorded.get(resource);
    if (found === undefined) throw new Error(`no ${resource}; there are ${[...recorded.keys()].join(", ")}`);
    return found;
  };
  return {
    ...shard,
    resources,
    received: (resource, path) => {
      const { type, id = "" } = find(resource);
      return valueAt(inCloud.get(`${type} ${id}`)?.inputs, path.split("."));
    },
    recordedOutput: (resource, output) => valueAt(fields.get(find(resource).urn), ["outputs", output]),
    recordedField: (resource, field) => valueAt(fields.get(find(resource).urn), [field]),
  };
}
