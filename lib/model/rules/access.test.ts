import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { claim, configDir, emptyDir, redis, unset } from "../../index.ts";

const service = {
  needs: { cache: redis({ memoryGb: 1 }) },
  volumes: {
    work: emptyDir({ path: "/work", size: "1Gi" }),
    live: configDir({ path: "/etc/live", files: { a: "b" } }),
    media: claim("media", { path: "/media", accessMode: "ReadOnlyMany" }),
  },
};

const STACK = { privateRange: "10.0.0.0/16" };

describe.each([["init"], ["sidecars"]])("what containers in %s get", (field) => {
  const AT = `${field}.tool`;
  it.each<[title: string, access: Fields, problems: readonly string[]]>([
    ["nothing", {}, []],
    [
      "everything",
      { needs: ["cache"], env: { A: 1 }, volumes: { work: "/logs", live: { subPath: "a" }, media: { readOnly: true, path: "/m" } } },
      [],
    ],
    ["left-out volumes", { volumes: { work: unset } }, []],
    ["an unknown need", { needs: ["cahce"] }, ['needs.0: there is no need "cahce"; did you mean "cache"?']],
    ["a need twice", { needs: ["cache", "cache"] }, ['needs.1: "cache" is listed twice']],
    ["needs by name", { needs: { cache: true } }, ["needs: must be a list, got an object"]],
    ["a token that the service lacks", { kubernetesApi: true }, ["kubernetesApi: the service has no kubernetesApi"]],
    ["permissions of its own", { kubernetesApi: [] }, ["kubernetesApi: must be a boolean, got a list"]],
    ["an unknown volume", { volumes: { wrok: "a" } }, ['volumes.wrok: there is no volume "wrok"; did you mean "work"?']],
    [
      "volumes with names of prototypes",
      { volumes: JSON.parse('{"__proto__": "/a", "constructor": "/b"}') as object },
      [
        'volumes.__proto__: there is no volume "__proto__" (known: "work", "live", "media")',
        'volumes.constructor: there is no volume "constructor" (known: "work", "live", "media")',
      ],
    ],
    [
      "a relative path",
      { volumes: { work: "logs" } },
      ['volumes.work: "logs" is not an absolute path of letters, digits, ".", "_" and "-"'],
    ],
    ["an empty path", { volumes: { work: "" } }, ['volumes.work: "" is not an absolute path of letters, digits, ".", "_" and "-"']],
    ["a path of the runtime", { volumes: { work: "/proc" } }, ['volumes.work: "/proc" belongs to the container runtime']],
    [
      "a path in another volume",
      { volumes: { work: "/etc/live/x" } },
      ['volumes.work: cannot be inside "/etc/live", because volumes.live.path is a read-only directory'],
    ],
    ["the path of another volume", { volumes: { media: "/work" } }, ['volumes.media: "/work" is the path of volumes.work.path, too']],
    ["the place of /tmp", { volumes: { work: "/tmp" } }, ["volumes.work: Fairlead mounts another volume in this directory"]],
    [
      "a number for a mount",
      { volumes: { work: 5 } },
      ['volumes.work: must be a path, a mount such as { path: "/logs", readOnly: true }, or unset, got 5'],
    ],
    [
      "an unknown field of a mount",
      { volumes: { work: { mountPath: "/a" } } },
      ['volumes.work.mountPath: unknown field (known: "path", "readOnly", "subPath")'],
    ],
    [
      "a writable config directory",
      { volumes: { live: { readOnly: false } } },
      ["volumes.live.readOnly: must be true, because the volume is read-only"],
    ],
    [
      "a path that leaves the volume",
      { volumes: { work: { subPath: "a/../../b" } } },
      ['volumes.work.subPath: "a/../../b" is not a path inside the volume, such as logs/app'],
    ],
    [
      "an absolute path inside",
      { volumes: { work: { subPath: "/a" } } },
      ['volumes.work.subPath: "/a" is not a path inside the volume, such as logs/app'],
    ],
  ])("%s", (_title, access, problems) => {
    const fields = { ...service, [field]: { tool: { command: ["tool"], ...access } } };
    expect(problemsWith(fields, STACK)).toEqual(problems.map((each) => `services/app.ts: ${AT}.${each}`));
  });
});

it("a layer may mount a volume elsewhere", () => {
  const tool = { command: ["tool"], volumes: { work: { path: "/a", readOnly: true } } };
  const tiers = { latest: { sidecars: { tool: { volumes: { work: "work" } } } } };
  expect(problemsWith({ ...service, sidecars: { tool }, tiers }, STACK)).toEqual([
    'services/app.ts: tiers.latest.sidecars.tool.volumes.work: "work" is not an absolute path of letters, digits, ".", "_" and "-"',
  ]);
});
