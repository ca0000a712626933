import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { configDir, newClaim, single } from "../../index.ts";

const claim = newClaim({ path: "/a", size: "1Gi" });
const dir = configDir({ path: "/etc/a", files: { a: "1" } });

it.each<readonly [title: string, a: Fields, ab: Fields, problems: readonly string[]]>([
  ["other names", { b: claim, c: dir }, { b: claim, c: dir }, []],
  ["a claim and a map", { "b-c": claim }, { c: dir }, []],
  [
    "two claims of one name, once for two stacks",
    { "b-c": claim },
    { c: claim },
    ['services/a-b.ts: volumes.c: the claim "a-b-c" belongs to the volume "b-c" of a'],
  ],
])("reports %s", (_title, a, ab, problems) => {
  const services = [serviceFile("a", { scale: single(), volumes: a }), serviceFile("a-b", { scale: single(), volumes: ab })];
  expect(problemsOf(fleetOf({ services, stacks: [stackFile("one"), stackFile("two")] }))).toEqual(problems);
});
