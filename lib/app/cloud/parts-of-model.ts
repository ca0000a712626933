import { compileCloud } from "../../cloud/compile-cloud.ts";
import { placeShards } from "../../cloud/place/place-shards.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import { settlePasswords } from "../../cloud/settle-passwords.ts";
import type { Model } from "../../model/model.ts";
import type { RecordedParts } from "./plan-shards.ts";

/** Returns the parts that the specs of a model ask for, as if they were recorded. @param project the project of Pulumi */
export function partsOfModel(model: Model, project: string): RecordedParts {
  const stacks = new Map(model.stacks.map((stack) => [stack.name, stack]));
  return ({ name }) => {
    const stack = stacks.get(name);
    const shards = stack === undefined ? [] : placeShards(name, compileCloud(stack), []);
    const resources = shards.map((shard) => ({ ...shard, resources: settlePasswords(shard.resources, []).resources }));
    const recorded = resources.map((shard) => ({ recorded: recordedAs(shard.name, shard.resources, project) }));
    return Promise.resolve(recorded);
  };
}
