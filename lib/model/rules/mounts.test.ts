import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { claim, configDir, emptyDir, secret, unset } from "../../index.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const dir = (path: string) => emptyDir({ path, size: "1Mi" });
const config = (path: string) => configDir({ path, files: { a: "1" } });
const malformed = (at: string, path: string): string =>
  `services/app.ts: ${at}: "${path}" is not an absolute path of letters, digits, ".", "_" and "-"`;
const system = (at: string, path: string): string => `services/app.ts: ${at}: "${path}" belongs to the container runtime`;
const ours = (at: string): string => `services/app.ts: ${at}: Fairlead mounts another volume in this directory`;

describe("mounts", () => {
  it.each<Row>([
    ["side by side", { writable: ["/data", "/cache"], volumes: { a: dir("/a"), b: config("/etc/b") }, files: { "/etc/c": "" } }, []],
    ["a writable directory in another one", { writable: ["/data", "/data/cache"] }, []],
    ["a config file in a writable directory", { writable: ["/data"], files: { "/data/a.conf": "" } }, []],
    ["a writable directory around the secrets", { writable: ["/var/run"], needs: { a: secret() } }, []],
    ["shared memory", { volumes: { shm: emptyDir({ path: "/dev/shm", size: "64Mi", medium: "memory" }) } }, []],
    ["the size of /tmp", { writable: { "/tmp": "1Gi" } }, []],
    ["/tmp, which is writable anyway", { writable: ["/tmp"] }, []],
    ["no /tmp, so that the image keeps its files", { writable: { "/tmp": unset, "/data": "1Mi" } }, []],
    ["a volume at /tmp instead", { writable: { "/tmp": unset }, volumes: { a: dir("/tmp") } }, []],
    ["a file in the /tmp of the image", { writable: { "/tmp": unset }, files: { "/tmp/a.conf": "" } }, []],
    [
      "a directory that is removed, but that no layer sets",
      { writable: { "/data": unset } },
      ["services/app.ts: writable./data: removes nothing: no lower layer sets it"],
    ],
    [
      "a size of another type",
      { writable: { "/data": 1, "/cache": { kind: "other" } } },
      [
        "services/app.ts: writable./data: must be a size such as 1Gi, or unset, got 1",
        "services/app.ts: writable./cache: must be a size such as 1Gi, or unset, got an object",
      ],
    ],
    ["one path twice in a list", { writable: ["/data", "/data"] }, ['services/app.ts: writable./data: "/data" is listed twice']],
    [
      "one path of a directory and a volume",
      { writable: ["/data"], volumes: { a: dir("/data") } },
      ['services/app.ts: volumes.a.path: "/data" is the path of writable./data, too'],
    ],
    [
      "one path of two volumes",
      { volumes: { a: dir("/data"), b: config("/data") } },
      ['services/app.ts: volumes.b.path: "/data" is the path of volumes.a.path, too'],
    ],
    [
      "one path of a file and a volume",
      { files: { "/etc/a": "" }, volumes: { a: dir("/etc/a") } },
      ['services/app.ts: volumes.a.path: "/etc/a" is the path of files./etc/a, too'],
    ],
    [
      "one path of a file and the termination message",
      { files: { "/log/a": "" }, termination: { messagePath: "/log/a" } },
      ['services/app.ts: termination.messagePath: "/log/a" is the path of files./log/a, too'],
    ],
    [
      "a volume in a file",
      { files: { "/etc/a": "" }, volumes: { a: dir("/etc/a/b") } },
      ['services/app.ts: volumes.a.path: cannot be inside "/etc/a", which is a file'],
    ],
    [
      "a config file in a config directory",
      { files: { "/etc/app/a": "" }, volumes: { a: config("/etc/app") } },
      ['services/app.ts: files./etc/app/a: cannot be inside "/etc/app", because volumes.a.path is a read-only directory'],
    ],
    [
      "a writable directory in a claim that is only read",
      { writable: ["/media/a/b"], volumes: { a: claim("a", { path: "/media", accessMode: "ReadOnlyMany" }) } },
      ['services/app.ts: writable./media/a/b: cannot be inside "/media", because volumes.a.path is a read-only directory'],
    ],
    [
      "a config directory around the secrets",
      { volumes: { a: config("/var") } },
      ['services/app.ts: volumes.a.path: "/var" is a read-only directory, but Fairlead mounts volumes in /var/run/fairlead'],
    ],
    ["a volume at /tmp", { volumes: { a: dir("/tmp") } }, [ours("volumes.a.path")]],
    ["a directory in /tmp", { writable: ["/tmp/a"] }, [ours("writable./tmp/a")]],
    ["a volume among the secrets", { volumes: { a: dir("/var/run/fairlead/db") } }, [ours("volumes.a.path")]],
    [
      "directories of the runtime",
      { writable: ["/", "/proc/a", "/sys", "/dev", "/etc"] },
      ["/", "/proc/a", "/sys", "/dev", "/etc"].map((path) => system(`writable.${path}`, path)),
    ],
    [
      "malformed paths",
      { writable: ["data", "/a/", "/a/../b", "/a b", "/ä", ""], volumes: { a: dir("//a") } },
      [
        ...["data", "/a/", "/a/../b", "/a b", "/ä", ""].map((path) => malformed(`writable.${path}`, path)),
        malformed("volumes.a.path", "//a"),
      ],
    ],
    [
      "malformed paths of termination messages",
      { termination: { messagePath: "/a/./b" } },
      [malformed("termination.messagePath", "/a/./b")],
    ],
    [
      "a long path",
      { volumes: { a: dir(`/${"a".repeat(1023)}`) } },
      ["services/app.ts: volumes.a.path: has 1024 characters; at most 1023 fit"],
    ],
    ["no path", { volumes: { a: emptyDir({ size: "1Mi" } as never) } }, ["services/app.ts: volumes.a.path: missing: a string is required"]],
    ["a number for a path", { writable: [1] }, ["services/app.ts: writable.0: must be a string, got 1"]],
    [
      "a string for the list",
      { writable: "/data" },
      ['services/app.ts: writable: must be a list of paths, or an object of sizes by path, got "/data"'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });

  it("takes a directory away that a lower layer sets", () => {
    const tiers = { latest: { writable: { "/data": unset, "/cache": unset } } };
    expect(problemsWith({ writable: { "/data": "1Mi" }, tiers })).toEqual([
      "services/app.ts: tiers.latest.writable./cache: removes nothing: no lower layer sets it",
    ]);
  });

  it("of layers are checked together", () => {
    expect(problemsWith({ writable: { "/data": "1Mi" }, tiers: { latest: { volumes: { a: dir("/data") } } } })).toEqual([
      'services/app.ts: tiers.latest.volumes.a.path: "/data" is the path of writable./data, too',
    ]);
  });
});
