import { describe, expect, it } from "vitest";
import { type Need, needKind } from "../../model/needs/registry.ts";
import { postgres, redis, valkey } from "../../index.ts";
import { boundValues } from "./bound-values.ts";
import { UnknownNames } from "./unknown-names.ts";

const instance = { stack: "prod", project: "shop", dnsZone: "prod.internal", service: "cart", need: "store" };

describe("a value of a need", () => {
  it.each<[title: string, need: Need, value: string, problems: readonly string[]]>([
    ["that is there", redis({ memoryGb: 1, auth: true }), "passwordFile", []],
    ["without its option", redis({ memoryGb: 1 }), "passwordFile", ['the redis "store" has no value "passwordFile" without auth']],
    ["without another option", valkey({ memoryGb: 1 }), "caFile", ['the valkey "store" has no value "caFile" without tls']],
    ["of replicas", postgres({ storageGb: 10 }), "replicaHost", ['the postgres "store" has no value "replicaHost" without replicas']],
    ["with a typo", redis({ memoryGb: 1 }), "adress", ['the redis "store" has no value "adress"; did you mean "address"?']],
    ["that JSON reads", redis({ memoryGb: 1 }), "toJSON", []],
    ["that a promise has", redis({ memoryGb: 1 }), "then", []],
  ])("%s", (_title, need, value, problems) => {
    const unknown = new UnknownNames();
    Reflect.get(boundValues(need, "store", needKind(need).bind(need, instance, "/m"), unknown), value);
    expect(unknown.unplaced).toEqual(problems);
  });
});
