import { defineConfig } from "oxlint";
import { PURE_FILES } from "./tools/walls/rooms.ts";

/** The files that the package ships. */
const SHIPPED = ["lib/**/*.ts", "bin/*.js"];

/** Programs that write errors to their own stderr, which the parent process reads. */
const OWN_PROCESSES = ["lib/pulumi/process/child/*.ts", "lib/pulumi/install/download-process.ts"];

/** Globals that read the clock, the environment or randomness, and the ways round them. */
const AMBIENT = [
  "process",
  "performance",
  "crypto",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "fetch",
  "navigator",
  "WebSocket",
  "EventSource",
  "Temporal",
  "localStorage",
  "sessionStorage",
  "globalThis",
  "global",
  "self",
  "require",
  "module",
  "__dirname",
  "__filename",
  "eval",
  "Function",
];

/** Methods that depend on the time zone or the locale of the machine. */
const LOCAL = [
  "localeCompare",
  "toLocaleString",
  "toLocaleDateString",
  "toLocaleTimeString",
  "toLocaleLowerCase",
  "toLocaleUpperCase",
  "getTimezoneOffset",
  "getFullYear",
  "getMonth",
  "getDate",
  "getDay",
  "getHours",
  "getMinutes",
];

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "vitest"],
  jsPlugins: ["./tools/lint/plugin.ts"],
  options: { typeAware: true },
  categories: { correctness: "error", suspicious: "error" },
  rules: {
    eqeqeq: "error",
    "max-lines": ["error", 250],
    "max-params": ["error", 4],
    "no-console": "error",
    "import/no-default-export": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-unnecessary-type-assertion": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "no-await-in-loop": "off",
    "no-shadow": "off",
    "no-underscore-dangle": "off",
    "import/no-named-as-default-member": "off",
    "typescript/consistent-return": "off",
    "typescript/no-generated-empty-object-type": "off",
    "typescript/no-unsafe-type-assertion": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/no-array-reverse": "off",
    "unicorn/no-array-sort": "off",
    "vitest/no-conditional-expect": "off",
  },
  overrides: [
    {
      files: SHIPPED,
      excludeFiles: ["lib/cli/**", "bin/**", ...OWN_PROCESSES, "**/*.test.ts"],
      rules: {
        "no-restricted-properties": ["error", ...["stdout", "stderr"].map((property) => ({ object: "process", property }))],
      },
    },
    {
      files: [...PURE_FILES],
      excludeFiles: ["**/*.test.ts"],
      rules: {
        "fairlead/pure": "error",
        "no-restricted-globals": ["error", ...AMBIENT.map((name) => ({ name, message: "pure code gets it as a parameter" }))],
        "no-restricted-imports": [
          "error",
          { paths: [{ name: "node:crypto", allowImportNames: ["createHash", "hash"] }, { name: "crypto" }] },
        ],
        "no-restricted-properties": ["error", ...LOCAL.map((property) => ({ property, message: "it depends on the machine" }))],
      },
    },
    {
      // The rows of a table of tests are parameters.
      files: ["**/*.test.ts"],
      rules: { "max-params": "off" },
    },
    {
      files: ["components/*.ts", "lib/pulumi/programs/render/*.ts"],
      rules: { "no-new": "off" },
    },
    {
      files: ["**/services/**/*.ts", "**/stacks/**/*.ts", "**/policies/*.ts", "**/*.config.ts"],
      rules: { "import/no-default-export": "off" },
    },
  ],
  ignorePatterns: ["node_modules", "pulumi-gen", "bench/cdk8s"],
});
