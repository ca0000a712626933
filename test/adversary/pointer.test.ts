import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { type Attack, attacked, refused, revert } from "./attack.ts";
import { digestOf, forge, idOf, POINTER, recordBuild, recordPath } from "./victim.ts";

/** The pointer of build 1, which is older than what runs. */
const BACK = { release: idOf(1), tag: "v1", digest: digestOf(1), seq: 3 };
const EVIL = { image: "registry.evil.example.com/cart" };

/** Records build 3, and forges what is recorded. */
const withThree =
  (fields: { readonly pointer?: object; readonly record?: object }): Attack["does"] =>
  (project) => {
    recordBuild(project, 3);
    if (fields.pointer !== undefined) forge(project, POINTER, fields.pointer);
    if (fields.record !== undefined) forge(project, recordPath(3), fields.record);
  };

const forgePointer =
  (fields: object): Attack["does"] =>
  (project) =>
    forge(project, POINTER, fields);

/** Forges the pointer after a revert. */
const afterRevert =
  (attack: (project: TestProject) => void): Attack["does"] =>
  (project) => {
    revert(project);
    attack(project);
  };

const HELD = { exit: 0, says: /^held {2}cart {2}v1 {2}on prod\n +v2 was rolled back by Ada Lovelace in /m, runs: "v1" };
const invalid = (why: RegExp) => ({ exit: 3, says: new RegExp(`^invalid  cart  v2 .*\\n +${why.source}`, "m") });

/** Claim -> attacks by an application team, which writes its own objects of the datastore. More rollbacks: test/rollback. */
const CLAIMS: Readonly<Record<string, Readonly<Record<string, Attack>>>> = {
  "nothing in the datastore lifts a hold": {
    "a move in the future": { does: afterRevert((project) => forge(project, POINTER, { movedAt: "2099-01-01T00:00:00Z" })), ...HELD },
    "many moves": { does: afterRevert((project) => forge(project, POINTER, { seq: 900 })), ...HELD },
    "the greatest number of moves": { does: afterRevert((project) => forge(project, POINTER, { seq: Number.MAX_SAFE_INTEGER })), ...HELD },
    "the name of a person": { does: afterRevert((project) => forge(project, POINTER, { seq: 900, by: "Grace", reason: "x" })), ...HELD },
    "another past": {
      does: afterRevert((project) => forge(project, POINTER, { previous: idOf(1), newest: idOf(1), newestBuild: 1 })),
      ...HELD,
    },
    "the same build under a higher number": {
      does: afterRevert((project) => void recordBuild(project, 2, "cart", "--build", "9")),
      ...HELD,
    },
    "the same image with another tag": {
      does: afterRevert((project) => void recordBuild(project, 2, "cart", "--build", "9", "--tag", "v9")),
      ...HELD,
    },
  },
  "nothing moves a stack backwards without the word of a person": {
    "an older build": {
      does: forgePointer(BACK),
      ...invalid(/channel main went back from v2 to the older build v1, and no person set it/),
    },
    "a person without a name": {
      does: forgePointer({ ...BACK, by: " ", reason: "\u3164" }),
      ...invalid(/.*by must not be empty, got " "; reason must/),
    },
    "a person without a reason": {
      does: forgePointer({ ...BACK, by: "Grace" }),
      ...invalid(/.*reason must be a string if by names a person/),
    },
    "a person in the prototype": {
      does: (project) => {
        forge(project, POINTER, BACK);
        project.edit(POINTER, '"schema"', '"__proto__": { "by": "Grace", "reason": "x" }, "schema"');
      },
      ...invalid(/channel main went back/),
    },
  },
  "a pointer names a record that has the same fields": {
    "the id of another record": {
      does: withThree({ pointer: { release: idOf(1) } }),
      ...invalid(/.*has the tag v3, the digest sha256:3.*its release 0000000001/),
    },
    "an absent record": {
      does: forgePointer({ release: idOf(7), tag: "v7", digest: digestOf(7) }),
      ...invalid(/releases\/cart\/0000000007-700000000000\.json is missing/),
    },
    "another digest": { does: withThree({ pointer: { digest: digestOf(9) } }), ...invalid(/.*has the digest sha256:9.*has sha256:3/) },
    "a digest in both that contradicts the id": {
      does: withThree({ pointer: { digest: digestOf(9) }, record: { digest: digestOf(9) } }),
      ...invalid(/.*was changed: its build and digest give the id 0000000003-900000000000/),
    },
    "another build in the record": {
      does: withThree({ record: { build: 9 } }),
      ...invalid(/.*was changed: its build and digest give the id 0000000009/),
    },
    "the record of another service": {
      does: (project) => {
        recordBuild(project, 3);
        recordBuild(project, 3, "mail");
        project.write(recordPath(3), project.read(recordPath(3, "mail")));
      },
      ...invalid(/.*holds the release 0000000003-300000000000 of mail/),
      says: /^invalid {2}cart {2}v2 .*\n.*holds the release 0000000003-300000000000 of mail/m,
    },
    "the pointer of another service": { does: withThree({ pointer: { service: "mail" } }), ...invalid(/.*is the pointer of main\/mail/) },
    "the pointer of another channel": {
      does: withThree({ pointer: { channel: "stable" } }),
      ...invalid(/.*is the pointer of stable\/cart/),
    },
    "the channel in another case": {
      does: withThree({ pointer: { channel: "Main" } }),
      ...invalid(/.*channel "Main" is not the name of a channel/),
    },
    "the record of what runs, rewritten": {
      does: (project) => {
        const digest = `sha256:200000000000${"f".repeat(52)}`;
        forge(project, POINTER, { digest });
        forge(project, recordPath(2), { digest });
      },
      ...invalid(/the lock names release 0000000002-200000000000 with .*, and its record has /),
    },
  },
  "an image of another repository needs a consent": {
    "in both": {
      does: withThree({ pointer: EVIL, record: EVIL }),
      ...invalid(/channel main names v3 of registry\.evil\.example\.com\/cart/),
    },
    "in the pointer": { does: withThree({ pointer: EVIL }), ...invalid(/.*has the image registry\.evil\.example\.com\/cart; its release/) },
    "after a hold, which a person lifts": {
      does: (project) => {
        revert(project);
        forge(project, POINTER, EVIL);
        forge(project, recordPath(2), EVIL);
        return ["resume", "prod/cart"];
      },
      exit: 3,
      says: /prod\/cart cannot be resumed; nothing was written/,
      runs: "v1",
    },
  },
  "a lost pointer is no new service": {
    "its file is deleted": {
      does: (project) => project.remove(POINTER),
      ...invalid(/channel main no longer names a release of the service/),
    },
    "its file has a name in another case": {
      does: (project) => project.move(POINTER, "releases/channels/main/Cart.json"),
      ...invalid(/channel main no longer names a release of the service/),
    },
  },
  "a forged number stops no release": {
    "the greatest number of moves": {
      does: (project) => {
        forge(project, POINTER, { seq: Number.MAX_SAFE_INTEGER });
        recordBuild(project, 3);
      },
      exit: 0,
      says: /^advance {2}cart {2}v2 -> v3 {2}on latest and prod$/m,
      runs: "v3",
    },
  },
};

describe.each(Object.entries(CLAIMS))("%s", { timeout: 60_000 }, (_claim, attacks) => {
  it.each(Object.entries(attacks))("%s", (_attack, attack) => {
    expect(attacked(attack)).toEqual(refused(attack));
  });
});
