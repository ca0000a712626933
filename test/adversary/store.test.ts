import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { type Attack, attacked, refused } from "./attack.ts";
import { POINTER, recordBuild, recordPath } from "./victim.ts";

/** Puts something in the place of an object, after build 3 was recorded. */
const inPlaceOf =
  (path: string, make: (file: string, project: TestProject) => void, next: readonly string[] = ["up"]): Attack["does"] =>
  (project) => {
    recordBuild(project, 3);
    project.move(path, "before.json");
    make(join(project.root, path), project);
    return next;
  };

/** Replaces a part of a pointer's text. */
const edited =
  (path: string, from: string, to: string): Attack["does"] =>
  (project) => {
    recordBuild(project, 3);
    project.edit(path, from, to);
  };

const pipe = (file: string): void => void execFileSync("mkfifo", [file]);
const toBefore = (file: string, { root }: TestProject): void => symlinkSync(join(root, "before.json"), file);
const spaces = (file: string): void => writeFileSync(file, Buffer.alloc(300_000_000, " "));
const RECORD = recordPath(3);
const invalid = (why: RegExp) => ({ exit: 3, says: new RegExp(`^invalid  cart  v2 .*\\n +.*${why.source}`, "m") });

/** Claim -> attacks on the objects of a datastore. More faults of a server: lib/releases/gcs. */
const CLAIMS: Readonly<Record<string, Readonly<Record<string, Attack>>>> = {
  "what is no file is named, and never waited for": {
    "a pointer that is a pipe": { does: inPlaceOf(POINTER, pipe), ...invalid(/cart\.json is a pipe, not a file/) },
    "a record that is a pipe": { does: inPlaceOf(RECORD, pipe), ...invalid(/-300000000000\.json is a pipe, not a file/) },
    "a pipe, and CI records": {
      does: inPlaceOf(POINTER, pipe, [
        "release",
        "record",
        "cart",
        "--image",
        "registry.example.com/shop/cart",
        "--tag",
        "v4",
        "--digest",
        `sha256:4${"0".repeat(63)}`,
        "--commit",
        "5b3a7120",
        "--run",
        "4",
      ]),
      exit: 3,
      says: /^error: .*cart\.json is a pipe, not a file$/m,
    },
    "a pipe, and verify": {
      does: inPlaceOf(RECORD, pipe, ["release", "verify"]),
      exit: 1,
      says: /-300000000000\.json cannot be read: .* is a pipe, not a file$/m,
    },
    "a pointer that is a link": { does: inPlaceOf(POINTER, toBefore), ...invalid(/cart\.json is a link, not a file/) },
    "a record that is a link": { does: inPlaceOf(RECORD, toBefore), ...invalid(/-300000000000\.json is a link, not a file/) },
    "a record that is a directory": {
      does: inPlaceOf(RECORD, (file) => mkdirSync(file)),
      ...invalid(/-300000000000\.json is a directory, not a file/),
    },
  },
  "a write changes its object only": {
    "a link in the place of the next content": {
      does: (project) => {
        symlinkSync(join(project.root, "services/mail.ts"), join(project.root, "releases/channels/main/.next"));
        recordBuild(project, 3);
      },
      exit: 0,
      says: /^advance {2}cart {2}v2 -> v3 {2}on latest and prod\n.*\n2 services/m,
      runs: "v3",
    },
    "a pipe in the place of the next content": {
      does: (project) => {
        pipe(join(project.root, "releases/channels/main/.next"));
        recordBuild(project, 3);
      },
      exit: 0,
      says: /^advance {2}cart {2}v2 -> v3 {2}on latest and prod$/m,
      runs: "v3",
    },
  },
  "a size has a limit": {
    "a pointer of 300 MB": { does: inPlaceOf(POINTER, spaces), ...invalid(/cart\.json is larger than 8192 bytes/) },
    "a record of 300 MB": { does: inPlaceOf(RECORD, spaces), ...invalid(/-300000000000\.json is larger than 65536 bytes/) },
    "a deep pointer": {
      does: inPlaceOf(POINTER, (file) => writeFileSync(file, "[".repeat(4000) + "]".repeat(4000))),
      ...invalid(/cart\.json is not an object/),
    },
    "a deep record": {
      does: inPlaceOf(RECORD, (file) => writeFileSync(file, `{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`)),
      ...invalid(/-300000000000\.json has more than 32 levels/),
    },
  },
  "a text has one meaning": {
    "a field twice": { does: edited(POINTER, '"seq"', '"tag": "v0", "seq"'), ...invalid(/cart\.json has the field "tag" twice/) },
    "a field twice, once in escapes": {
      does: edited(RECORD, '"tag"', '"\\u0074ag": "v0", "tag"'),
      ...invalid(/-300000000000\.json has the field "tag" twice/),
    },
    "bytes that are not UTF-8": {
      does: (project) => {
        recordBuild(project, 3);
        const bytes = Buffer.from(project.read(POINTER).replace('"seq"', '"by": "Gr@ce", "reason": "x", "seq"'));
        bytes[bytes.indexOf("@")] = 0xff;
        writeFileSync(join(project.root, POINTER), bytes);
      },
      ...invalid(/cart\.json by "Gr\ufffdce" has characters that do not print/),
    },
    "a number beyond the exact ones": {
      does: edited(POINTER, '"seq": 3', '"seq": 1e300'),
      ...invalid(/cart\.json seq must be at most 9007199254740991/),
    },
    "a colour": {
      does: edited(RECORD, '"run": "3"', '"run": "\\u001b[31m3"'),
      ...invalid(/run "\\u001b\[31m3" has characters that do not print/),
    },
  },
  "objects of nobody change nothing": {
    "a pointer of an unknown service": {
      does: (project) => project.write("releases/channels/main/evil.json", project.read(POINTER).replaceAll("cart", "evil")),
      exit: 0,
      says: /^2 services on 2 stacks: 4 keep$/m,
    },
    "a channel that no stack follows": {
      does: (project) => project.write("releases/channels/Main/cart.json", project.read(POINTER)),
      exit: 0,
      says: /^2 services on 2 stacks: 4 keep$/m,
    },
    "a file of a writer that was killed": {
      does: (project) => project.write("releases/channels/main/.next", "{"),
      exit: 0,
      says: /^2 services on 2 stacks: 4 keep$/m,
    },
  },
};

describe.each(Object.entries(CLAIMS))("%s", { timeout: 60_000 }, (_claim, attacks) => {
  it.each(Object.entries(attacks))("%s", (_attack, attack) => {
    expect(attacked(attack)).toEqual(refused(attack));
  });
});
