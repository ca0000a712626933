import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const BUILDER = `import type { IRole } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

export const role = (context: ServiceContext): readonly IRole[] => [
  { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: objectMetadata(context), rules: [] },
];
`;

const PATCH = '{ Role: (role) => ({ ...role, rules: [{ apiGroups: [""], resources: ["endpoints"], verbs: ["get"] }] }) }';

export const manifestKind: Recipe = {
  touches: {
    "an entry in `lib/model/manifest-kinds.ts`": [
      {
        path: "lib/model/manifest-kinds.ts",
        import: 'import type { IRole } from "kubernetes-models/rbac.authorization.k8s.io/v1";',
        before: "  Service: kind<IService>",
        line: '  Role: kind<IRole>({ stateful: false, renderedIf: "always", details: "" }),\n',
      },
    ],
    "a file in `lib/compile/kinds/`": [{ path: "lib/compile/kinds/role.ts", text: BUILDER }],
    "a line in `lib/compile/kinds/registry.ts`": [
      {
        path: "lib/compile/kinds/registry.ts",
        import: 'import { role } from "./role.ts";',
        before: "  Service: service,",
        line: "  Role: role,\n",
      },
    ],
  },
  uses: [{ path: "services/adservice.ts", before: "  env: (", line: `  patch: ${PATCH},\n` }],
  documented: ["docs/manifests.md", "| Role | always |  |"],
  check: (copy) => {
    expect(copy.fairlead("render").status).toBe(0);
    expect(copy.read("pulumi-gen/latest/services/adservice/role-adservice.yaml")).toContain("- endpoints\n");
    expect(copy.read("pulumi-gen/latest/services/cartservice/role-cartservice.yaml")).toContain("rules: []\n");
  },
};
