import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const BUILDER = `import type { ILimitRange } from "kubernetes-models/v1";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

export const limitRange = (context: ServiceContext): readonly ILimitRange[] => [
  { apiVersion: "v1", kind: "LimitRange", metadata: objectMetadata(context), spec: { limits: [] } },
];
`;

const PATCH = '{ LimitRange: (range) => ({ ...range, spec: { limits: [{ type: "Pod", max: { cpu: "4" } }] } }) }';

export const manifestKind: Recipe = {
  touches: {
    "an entry in `lib/model/manifest-kinds.ts`": [
      {
        path: "lib/model/manifest-kinds.ts",
        import: 'import type { ILimitRange } from "kubernetes-models/v1";',
        before: "  Service: kind<IService>",
        line: '  LimitRange: kind<ILimitRange>({ group: "", stateful: false, renderedIf: "always", details: "" }),\n',
      },
    ],
    "a file in `lib/compile/kinds/`": [{ path: "lib/compile/kinds/limit-range.ts", text: BUILDER }],
    "a line in `lib/compile/kinds/registry.ts`": [
      {
        path: "lib/compile/kinds/registry.ts",
        import: 'import { limitRange } from "./limit-range.ts";',
        before: "  Service: service,",
        line: "  LimitRange: limitRange,\n",
      },
    ],
  },
  uses: [{ path: "services/adservice.ts", before: "  env: (", line: `  patch: ${PATCH},\n` }],
  documented: ["docs/manifests.md", "| LimitRange | always |  |"],
  check: (copy) => {
    expect(copy.fairlead("render").status).toBe(0);
    expect(copy.read("pulumi-gen/latest/services/adservice/limitrange-adservice.yaml")).toContain("type: Pod\n");
    expect(copy.read("pulumi-gen/latest/services/cartservice/limitrange-cartservice.yaml")).toContain("limits: []\n");
  },
};
