/** The compiler options of a repository of specs: strict, and no output, because Node runs TypeScript. */
const TSCONFIG = {
  compilerOptions: {
    target: "esnext",
    module: "preserve",
    moduleResolution: "bundler",
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    types: [],
  },
  include: ["fairlead.config.ts", "services", "stacks", "needs", "components", "policies"],
};

/** Returns `tsconfig.json`. */
export const tsconfigTemplate = (): string => `${JSON.stringify(TSCONFIG, null, 2)}\n`;
