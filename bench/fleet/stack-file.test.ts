import { expect, it } from "vitest";
import { planStacks, stackFile } from "./stack-file.ts";

it("plans prod first, then the other tiers, then more of prod", () => {
  expect(planStacks(5).map(({ name, tier }) => `${name}: ${tier}`)).toEqual([
    "prod: prod",
    "latest: latest",
    "staging: staging",
    "prod-2: prod",
    "prod-3: prod",
  ]);
});

it("writes stacks like those of the sample fleet", () => {
  const [prod, latest] = planStacks(2).map(stackFile);
  expect(prod).toMatchInlineSnapshot(`
    "import { allServices, defineStack, override } from "fairlead";
    import svc0001 from "../services/svc-0001.ts";

    export default defineStack("prod", {
      tier: "prod",
      region: "us-central1",
      project: "fleet-prod",
      cluster: "prod",
      namespace: "fleet",
      services: allServices,
      privateRange: "10.10.0.0/16",
      domain: "prod.fleet.example.com",
      overrides: [override(svc0001, { scale: { min: 4, max: 40 } })],
    });
    "
  `);
  expect(latest).toMatchInlineSnapshot(`
    "import { allServices, defineStack } from "fairlead";

    export default defineStack("latest", {
      tier: "latest",
      region: "us-central1",
      project: "fleet-latest",
      cluster: "latest",
      namespace: "fleet",
      services: allServices,
      privateRange: "10.11.0.0/16",
      domain: "latest.fleet.example.com",
    });
    "
  `);
});
