import { describe, expect, it } from "vitest";
import { Remote } from "./ops-repo.ts";

const tags = (remote: Remote): readonly (string | undefined)[] =>
  ["latest", "prod"].flatMap((stack) => ["cart", "mail"].map((service) => remote.tag(stack, service)));

const message = (remote: Remote): string => remote.git("log", "-1", "--format=%B", "main");

describe("a command of a person, published as one commit", () => {
  it("rolls back, holds and resumes, and the clone stays as it is", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    const state = clone.state();
    await clone.build("cart", 2);
    await clone.publish();

    await clone.publishRollback("cart", "prod");
    expect(tags(remote)).toEqual(["v2", "v1", "v1", "v1"]);
    expect(message(remote)).toContain("Roll back cart on prod\n\nRolled back:\n- cart v2 -> v1 on prod\n");
    expect(message(remote)).toMatch(/^Fairlead-Release: cart 0000000001-100000000000 on prod$/m);

    await clone.publishHold("mail");
    expect(message(remote)).toContain(
      "Hold mail on latest and prod\n\nHeld:\n- mail at v1: held by Ada Lovelace since 2026-06-01: the sale on latest, prod\n",
    );
    await clone.build("mail", 2);
    await clone.build("cart", 3);
    await clone.publish();
    expect(tags(remote)).toEqual(["v3", "v1", "v1", "v1"]);

    await clone.publishResume("prod/cart", "prod/mail");
    expect(tags(remote)).toEqual(["v3", "v1", "v3", "v2"]);
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged" });
    expect(clone.state()).toEqual(state);
  });

  it("says what a resume that moves nothing ends", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    await clone.publishHold("cart", "prod");
    await clone.publishResume("prod/cart");
    expect(message(remote)).toContain("Resume cart on prod\n\nResumed:\n- cart at v1: the hold of Ada Lovelace ends on prod\n");
  });

  it("makes no second commit if nothing changes", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    await clone.publishHold("cart", "prod");
    expect(await clone.publishHold("cart", "prod")).toMatchObject({ outcome: "unchanged" });
  });

  it("starts again if another push comes first, and holds what runs then", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    const other = remote.clone();
    await other.build("cart", 2);
    await other.publish();
    remote.git("update-ref", "refs/heads/next", "main");
    remote.git("update-ref", "refs/heads/main", "main^");
    remote.hook("update", 'test "$1" != refs/heads/main || test -f moved || { touch moved; git update-ref refs/heads/main next; }');
    expect(await clone.publishHold("cart", "prod")).toMatchObject({ outcome: "published", tries: 2 });
    await clone.build("cart", 3);
    await clone.publish();
    expect(tags(remote)).toEqual(["v3", "v1", "v2", "v1"]);
  });
});
