import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

const volume = { path: "/data", size: "10Gi" };
const withVolume = (fields: Fields, name = "data"): Fields => ({ stateful: { volumes: { [name]: { ...volume, ...fields } } } });
const at = "services/app.ts: stateful.volumes.data";

describe("stateful", () => {
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["without volumes", { stateful: {} }, []],
    ["with a volume", withVolume({}), []],
    ["with every field", withVolume({ storageClass: "premium-rwo", accessMode: "ReadWriteOncePod" }), []],
    ["of a tier only", { tiers: { latest: withVolume({}) } }, []],
    [
      "of a tier that completes a volume",
      { ...withVolume({}), tiers: { latest: { stateful: { volumes: { data: { size: "20Gi" } } } } } },
      [],
    ],
    [
      "of a tier with half a volume",
      { tiers: { latest: { stateful: { volumes: { data: { size: "20Gi" } } } } } },
      ["services/app.ts: tiers.latest.stateful.volumes.data.path: missing: a string is required"],
    ],
    [
      "with a schedule",
      { ports: {}, schedule: { cron: "0 3 * * *" }, stateful: {} },
      ["services/app.ts: stateful: a service with a schedule cannot be stateful"],
    ],
    ["with a daemon", { daemon: {}, stateful: {} }, ["services/app.ts: stateful: a daemon cannot be stateful"]],
    ["as true", { stateful: true }, ["services/app.ts: stateful: must be an object, got true"]],
    [
      "in an unknown order",
      { stateful: { order: "random" } },
      ['services/app.ts: stateful.order: must be "ordered" or "parallel", got "random"'],
    ],
    [
      "with an unknown retention",
      { stateful: { retention: { whenDeleted: "Keep" } } },
      ['services/app.ts: stateful.retention.whenDeleted: must be "Delete" or "Retain", got "Keep"'],
    ],
    ["with a volume without a size", { stateful: { volumes: { data: { path: "/data" } } } }, [`${at}.size: missing: a string is required`]],
    ["with a size that is none", withVolume({ size: "ten" }), [`${at}.size: "ten" is not a quantity`]],
    ["with a size of nothing", withVolume({ size: "0" }), [`${at}.size: must be greater than 0, got 0`]],
    ["with a negative size", withVolume({ size: "-1Gi" }), [`${at}.size: must be greater than 0, got -1Gi`]],
    ["with a part of a byte", withVolume({ size: "500m" }), [`${at}.size: 500m is not a whole number of bytes; did you mean "500Mi"?`]],
    ["with a number for a size", withVolume({ size: 10 }), [`${at}.size: must be a string, got 10`]],
    ["with a class that is none", withVolume({ storageClass: "Fast SSD" }), [`${at}.storageClass: "Fast SSD" is not a DNS name`]],
    ["at the root", withVolume({ path: "/" }), [`${at}.path: "/" belongs to the container runtime`]],
    [
      "at a path with dots",
      withVolume({ path: "/data/../etc" }),
      [`${at}.path: "/data/../etc" is not an absolute path of letters, digits, ".", "_" and "-"`],
    ],
    ["at the temporary directory", withVolume({ path: "/tmp" }), [`${at}.path: Fairlead mounts another volume in this directory`]],
    ["around the files of needs", withVolume({ path: "/var/run" }), []],
    ["at a config file", { ...withVolume({}), files: { "/data": "x" } }, [`${at}.path: "/data" is the path of files./data, too`]],
    [
      "twice at one path",
      { stateful: { volumes: { data: volume, more: volume } } },
      ['services/app.ts: stateful.volumes.more.path: "/data" is the path of stateful.volumes.data.path, too'],
    ],
    [
      "with a volume that has the name of another one",
      withVolume({}, "tmp"),
      ['services/app.ts: stateful.volumes.tmp: "tmp" is the name of a volume that Fairlead adds'],
    ],
    [
      "with a volume that has no name",
      withVolume({}, "Data"),
      [
        'services/app.ts: stateful.volumes.Data: the volume name "Data" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
      ],
    ],
    [
      "with a volume that has an odd name",
      { stateful: { volumes: JSON.parse('{ "__proto__": { "path": "/data", "size": "1Gi" } }') as Fields } },
      [
        'services/app.ts: stateful.volumes.__proto__: the volume name "__proto__" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
      ],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});
