import { describe, expect, it } from "vitest";
import { type Attack, attacked, refused } from "./attack.ts";
import { digestOf, LOCK } from "./victim.ts";

/** Changes the lock of prod by hand, and commits that. */
const edited =
  (from: string | RegExp, to: string, next: readonly string[] = ["up"]): Attack["does"] =>
  (project) => {
    project.edit(LOCK, from, to);
    project.commitAll("By hand");
    return next;
  };

/** Returns the outcome of a refusal. @param runs the tag in the entry, which the attacker wrote */
const because = (why: RegExp, runs = "v2") => ({ exit: 3, says: why, runs });

/** Claim -> attacks by an edit of a lock that a reviewer let in. More strings: lib/render/parse-lock.test.ts. */
const CLAIMS: Readonly<Record<string, Readonly<Record<string, Attack>>>> = {
  "an entry is that of its record": {
    "another digest": { does: edited(/digest: .*/, `digest: ${digestOf(9)}`), ...because(/whose id would be/) },
    "another digest with the same start": {
      does: edited(/digest: .*/, `digest: sha256:200000000000${"f".repeat(52)}`),
      ...because(/^invalid {2}cart {2}v2 .*\n +the lock names release .*, and its record has /m),
    },
    "another repository": {
      does: edited("/shop/cart", "/evil/cart"),
      ...because(/the lock names release .*evil\/cart.*, and its record has /),
    },
    "another tag": { does: edited("tag: v2", "tag: v1"), ...because(/the lock names release .*:v1@.*, and its record has .*:v2@/, "v1") },
    "the release of another build": {
      does: edited("release: 0000000002-2", "release: 0000000009-2", ["release", "verify"]),
      exit: 1,
      says: /^releases\/cart\/0000000009-200000000000\.json does not exist, and the lock of prod names it$/m,
    },
  },
  "a lock has one meaning": {
    "an unknown field": {
      does: edited("tag: v2", "tag: v2\n  imgae: evil"),
      ...because(/cart\.imgae: unknown field; did you mean "image"\?/),
    },
    "a service twice": { does: edited("mail:\n", "cart:\n  tag: v1\nmail:\n"), ...because(/cart: is listed twice/) },
    "a service in another case": { does: edited("mail:\n", "Cart:\n  tag: v1\nmail:\n"), ...because(/"Cart" is not a DNS label/) },
    "a field twice": { does: edited("tag: v2", "tag: v2\n  tag: v1"), ...because(/is not YAML: duplicated mapping key/, "v1") },
    "an anchor": { does: edited("mail:\n", "base: &base\n  tag: v1\nmail:\n  <<: *base\n"), ...because(/mail\.<<: unknown field/) },
    "a tab": { does: edited("mail:\n", "mail:\n\tseq: 9\n"), ...because(/tab characters must not be used in indentation/) },
    "a second document": { does: edited("mail:\n", "---\nmail:\n"), ...because(/expected a single document/) },
    "a prototype": { does: edited("tag: v2", "tag: v2\n  __proto__: { tag: v1 }"), ...because(/cart\.__proto__: unknown field/, "v1 ") },
    "a merge conflict": { does: edited("mail:\n", "<<<<<<< HEAD\nmail:\n"), ...because(/an unresolved merge conflict/) },
  },
};

describe.each(Object.entries(CLAIMS))("%s", { timeout: 60_000 }, (_claim, attacks) => {
  it.each(Object.entries(attacks))("%s", (_attack, attack) => {
    expect(attacked(attack)).toEqual(refused(attack));
  });
});
