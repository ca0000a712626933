import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, serviceFile } from "../../test/fleets.ts";
import { YAML_READERS } from "../../test/yaml-readers.ts";
import { buildGoYaml, readWithGo } from "../../tools/go-yaml/read.ts";
import { checkFleet } from "../model/check/check-fleet.ts";
import { compileStack } from "../compile/compile-stack.ts";
import type { Manifest } from "../model/manifest.ts";
import { toYaml } from "./yaml.ts";

type Draft = { readonly metadata: Record<string, object> };

const patched = (field: "annotations" | "labels", value: string): Fields => ({
  patch: { Deployment: ({ metadata }: Draft) => void (metadata[field] = { ...metadata[field], note: value }) },
});

/** Each field of a service that takes any string, or a label value. */
const FIELDS: Readonly<Record<string, (value: string) => Fields>> = {
  "a variable": (value) => ({ env: { A: value } }),
  "an argument": (value) => ({ args: [value] }),
  "a command": (value) => ({ command: ["run", value] }),
  "a file": (value) => ({ files: { "/etc/a": value } }),
  "an annotation": (value) => patched("annotations", value),
  "a label": (value) => patched("labels", value),
  "an object of its own": (value) => ({
    manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cart-own" }, data: { a: value } }],
  }),
};

const NUMBERS = "0X1F 0x1f 0O644 0o17 0644 -0XFF 0b11 1e3 1E+3 12e4567 .5 5. -.5 +1 1_000 1,000 .inf -.Inf .NaN 0x 1:30 190:20:30".split(
  " ",
);
const WORDS =
  "~ null Null NULL yes Yes no on OFF y N true True FALSE = << - ? : ... --- ! & * | > % @ ` { [ ' \" # , <<: !!str 2001-01-01".split(" ");
const SPACES = [
  "",
  " ",
  " a",
  "a ",
  "\ta",
  "a\t",
  "\n",
  "a\n",
  "a\n\n",
  "\na",
  "a\nb",
  "a\r\nb",
  " a\n b",
  "a: b",
  "a #b",
  "2001-01-01 10:00:00",
];
const UNICODE = [
  "ä",
  "e\u0301",
  "\u{1F600}",
  "\u00A0",
  "\u2028",
  "\u2029",
  "\u0085",
  "\uFEFF",
  "\uFFFD",
  "\u200B",
  "\uE000",
  "\u{10FFFF}",
  "\uFFFF",
];
const LONG = ["x".repeat(5000), "a b ".repeat(1000), "line\n".repeat(500)];
const CONTROL = ["\u0001", "\u0007", "\u001B[31m", "\u007F", "a\u0000b"];
const BROKEN = ["\uD800", "a\uDC00b"];

/** The strings that a field refuses, beside halves of surrogate pairs. */
const REFUSED: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ["a variable", "an argument", "a command", "a file"].map((name) => [name, [...CONTROL, ...BROKEN]]),
);

/** Compiles a service with fields. Returns undefined if they are refused. */
function compiled(fields: Fields): readonly Manifest[] | undefined {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)] });
  const { model, problems } = checkFleet(fleet);
  const [stack] = model.stacks;
  if (problems.length > 0 || stack === undefined) return undefined;
  const found = compileStack(model, stack, lockFor(fleet));
  return found.problems.length > 0 ? undefined : found.manifests.map(({ manifest }) => manifest);
}

/** True if a string is a value or a key somewhere in an object. */
const has = (object: unknown, text: string): boolean =>
  object === text || (typeof object === "object" && object !== null && Object.values(object).some((each) => has(each, text)));

const go = await buildGoYaml();

describe.each(Object.entries(FIELDS))("%s", (name, fieldsOf) => {
  it("keeps every string that it takes, for every reader of YAML", async (context) => {
    const refused: string[] = [];
    const objects: Manifest[] = [];
    for (const value of [...NUMBERS, ...WORDS, ...SPACES, ...UNICODE, ...LONG, ...CONTROL, ...BROKEN]) {
      const manifests = compiled(fieldsOf(value));
      if (manifests === undefined) refused.push(value);
      else {
        const holder = manifests.filter((manifest) => has(manifest, value));
        expect([value, holder.length]).not.toEqual([value, 0]);
        for (const manifest of holder) for (const read of Object.values(YAML_READERS)) expect(read(toYaml(manifest))).toEqual(manifest);
        objects.push(...holder);
      }
    }
    if (name !== "a label") expect(refused).toEqual(name in REFUSED ? REFUSED[name] : BROKEN);
    if ("skipped" in go) return context.skip(go.skipped);
    expect(await readWithGo(go.program, objects.map(toYaml))).toEqual(objects);
  });
});
