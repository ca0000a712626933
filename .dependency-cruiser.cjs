const { PURE_PATH, roomsOf } = require("./tools/walls/rooms.ts");

const rooms = roomsOf(__dirname);
const TESTS = "\\.test\\.ts$";
const TYPES_ONLY = { dependencyTypesNot: ["type-only"] };

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms.map((room, index) => ({
      name: `${room}-imports-rooms-before-it`,
      comment: "the order of the rooms is in tools/walls/rooms.ts",
      severity: "error",
      from: { path: `^lib/${room}/`, pathNot: TESTS },
      to: { path: `^lib/(${[...rooms.slice(index + 1), "index\\.ts$", "testing\\.ts$"].join("|")})` },
    })),
    {
      name: "api-does-not-import-cli",
      comment: "the public API starts no command",
      severity: "error",
      from: { path: "^lib/(index|testing)\\.ts$" },
      to: { path: "^lib/cli/" },
    },
    {
      name: "cli-is-the-entry",
      comment: "bin/ starts lib/cli/main.ts and imports nothing else",
      severity: "error",
      from: { path: "^bin/" },
      to: { path: "^lib/", pathNot: "^lib/cli/main\\.ts$" },
    },
    {
      name: "pure-rooms-have-no-io",
      comment: "the same input gives the same output everywhere; the linter allows only the hash of node:crypto",
      severity: "error",
      from: { path: PURE_PATH, pathNot: TESTS },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "pure-rooms-have-no-pulumi",
      comment: "types of @pulumi/* are fine",
      severity: "error",
      from: { path: PURE_PATH, pathNot: TESTS },
      to: { path: "@pulumi/", ...TYPES_ONLY },
    },
    {
      name: "pure-rooms-run-pure-code",
      comment: "types of other rooms are fine",
      severity: "error",
      from: { path: PURE_PATH, pathNot: TESTS },
      to: { path: "^lib/", pathNot: PURE_PATH, ...TYPES_ONLY },
    },
    {
      name: "pure-rooms-use-pure-packages",
      comment: "add a package only if it reads no file, network, clock or environment",
      severity: "error",
      from: { path: PURE_PATH, pathNot: TESTS },
      to: {
        dependencyTypes: ["npm"],
        pathNot: "node_modules/(zod|js-yaml|@pulumi)/",
        ...TYPES_ONLY,
      },
    },
    {
      name: "specs-use-the-public-api",
      comment: 'specs import "fairlead" and each other',
      severity: "error",
      from: { path: "^(services|stacks|policies|components|examples)/|(^|/)fairlead\\.config\\.ts$" },
      to: { path: "^lib/", pathNot: "^lib/index\\.ts$" },
    },
    {
      name: "lib-ships-alone",
      comment: "the package has no tests, tools or benchmarks",
      severity: "error",
      from: { path: "^(lib|bin)/", pathNot: TESTS },
      to: { path: "^(test|tools|bench|services|stacks)/" },
    },
    {
      name: "no-circular",
      comment: "holds for types, too; services may call each other",
      severity: "error",
      from: { pathNot: "^(services|examples)/" },
      to: { circular: true },
    },
    {
      name: "not-to-dev-dependencies",
      comment: "Pulumi is an optional peer: only the engine needs it. The build bundles lib/github/connect.ts with its packages",
      severity: "error",
      from: { path: "^(lib|bin)/", pathNot: `${TESTS}|^lib/github/connect\\.ts$` },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm-peer"] },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    exclude: { path: "^(test/every-shape|bench/cdk8s)/" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["fairlead-source", "import", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
