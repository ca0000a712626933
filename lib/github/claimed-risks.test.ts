import { describe, expect, it } from "vitest";
import type { RiskGroup } from "../diff/risks/group-risks.ts";
import type { Risk } from "../diff/risks/risk.ts";
import { claimedRisks, risksSchema } from "./claimed-risks.ts";

const NEW = "will run releases of evil.example.com/cart";
const OLD = "runs images of evil.example.com/cart";

const known = (stack: string, service: string | undefined = "cart", text = OLD): Risk => ({
  kind: "image",
  stack,
  service,
  object: "Deployment cart",
  text,
  path: `${stack}/x.yaml`,
});

const claim = (rest: Partial<RiskGroup>): RiskGroup => ({
  kind: "image",
  subjects: ["cart"],
  stacks: ["prod"],
  objects: ["spec"],
  texts: [NEW],
  paths: ["prod/versions.yaml"],
  ...rest,
});

describe("claimedRisks", () => {
  it.each<readonly [what: string, claims: readonly RiskGroup[], shown: readonly Risk[], texts: readonly (readonly string[])[]]>([
    ["what git does not show", [claim({})], [], [[NEW]]],
    ["no risk that git shows", [claim({ texts: [OLD] })], [known("prod")], []],
    ["only the words that git does not show", [claim({ texts: [OLD, NEW, NEW] })], [known("prod")], [[NEW]]],
    ["a risk that git shows on another stack", [claim({ texts: [OLD] })], [known("latest")], [[OLD]]],
    ["a risk that git shows on one of its stacks", [claim({ texts: [OLD], stacks: ["latest", "prod"] })], [known("prod")], [[OLD]]],
    ["a risk of another kind", [claim({ texts: [OLD], kind: "network" })], [known("prod")], [[OLD]]],
    [
      "no object of no service that git shows",
      [claim({ texts: [OLD], subjects: ["Deployment cart"] })],
      [{ ...known("prod"), service: undefined }],
      [],
    ],
  ])("returns %s", (_what, claims, shown, texts) => {
    expect(claimedRisks(claims, shown).map((each) => each.texts)).toEqual(texts);
  });

  it("takes kinds of a newer Fairlead for unknown ones, and never for a property of an object", () => {
    const kinds = ["image", "quantum", "constructor"].map((kind) => ({ ...claim({}), kind }));
    expect(risksSchema.parse(kinds).map(({ kind }) => kind)).toEqual(["image", "unknown", "unknown"]);
  });
});
