/** The rooms of lib/, top first: a room knows only those above it. `cli` composes them all. */
const rooms = ["spec", "releases", "resolve", "compile", "render", "diff", "report", "cli"];
const pure = ["spec", "resolve", "compile", "diff", "report"];

module.exports = {
  forbidden: [
    ...rooms.map((room, index) => ({
      name: `${room}-looks-up-only`,
      comment: `lib/${room} may import only from the rooms above it`,
      severity: "error",
      from: { path: `^lib/${room}/`, pathNot: "\\.test\\.ts$" },
      to: {
        path:
          rooms
            .slice(index + 1)
            .map((below) => `^lib/${below}/`)
            .join("|") || "^$",
      },
    })),
    {
      name: "pure-rooms-have-no-io",
      comment: "no node:*, no @pulumi/*: the same input gives the same output everywhere",
      severity: "error",
      from: { path: `^lib/(${pure.join("|")})/|^lib/render/[^/]+\\.ts$`, pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure-rooms-have-no-pulumi",
      severity: "error",
      from: { path: `^lib/(${pure.join("|")})/`, pathNot: "\\.test\\.ts$" },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "specs-use-the-public-api",
      comment: 'what people write imports from "fairlead" and from each other',
      severity: "error",
      from: { path: "^(services|stacks)/" },
      to: { path: "^lib/", pathNot: "^lib/index\\.ts$" },
    },
    {
      name: "no-circular",
      severity: "error",
      from: { path: "^lib/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "not-to-dev-dependencies",
      severity: "error",
      from: { path: "^(lib|bin)/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
