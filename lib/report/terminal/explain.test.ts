import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { terminalReporter } from "./terminal.ts";

const reporter = terminalReporter(pc.createColors(false));

describe("explain", () => {
  const chain = [
    { layer: "library default", file: undefined, value: 3, inForce: false },
    { layer: "service", file: "services/cart.ts", value: undefined, inForce: false },
    { layer: "stack prod", file: "stacks/prod.ts", value: 4, inForce: true },
  ];
  const about = { stack: "prod", service: "cart" };

  it("shows the layers of each field and marks the value that is used", () => {
    expect(
      reporter.explain({
        ...about,
        object: "HorizontalPodAutoscaler cart",
        path: "spec.minReplicas",
        value: 4,
        influences: [{ field: "scale.min", chain }],
      }),
    ).toMatchInlineSnapshot(`
      "prod/cart HorizontalPodAutoscaler cart spec.minReplicas
        4

      scale.min
        library default  3
        service          -
        stack prod       4  stacks/prod.ts  <- used
      "
    `);
  });

  it("shows an object on several lines", () => {
    expect(
      reporter.explain({
        ...about,
        object: undefined,
        path: "scale",
        value: { min: 4 },
        influences: [{ field: "scale.min", chain: chain.slice(2) }],
      }),
    ).toMatchInlineSnapshot(`
      "prod/cart scale
        {
          "min": 4
        }

      scale.min
        stack prod  4  stacks/prod.ts  <- used
      "
    `);
  });

  it("shows a whole service by its fields, without the layers that set nothing", () => {
    const value = { scale: { min: 4 } };
    expect(reporter.explain({ ...about, object: undefined, path: undefined, value, influences: [{ field: "scale.min", chain }] }))
      .toMatchInlineSnapshot(`
      "prod/cart

      scale.min
        library default  3
        stack prod       4  stacks/prod.ts  <- used
      "
    `);
  });

  it("says if no field of the spec changes the value", () => {
    expect(reporter.explain({ ...about, object: "Deployment cart", path: "spec.revisionHistoryLimit", value: 5, influences: [] }))
      .toMatchInlineSnapshot(`
      "prod/cart Deployment cart spec.revisionHistoryLimit
        5

      Fairlead sets this value for every service. No field of the spec changes it.
      hint: change it with patch, see docs/services.md
      "
    `);
  });
});
