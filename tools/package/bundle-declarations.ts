import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/** Packages whose declarations become part of ours. They are used for types only, and they are 30 MB. */
const INLINED = [
  "kubernetes-models",
  "@kubernetes-models/apimachinery",
  "@kubernetes-models/external-secrets",
  "@kubernetes-models/gateway-api",
];

/** The plugin does not find this package, of which the others use one type. */
const BASE = fileURLToPath(new URL(".", import.meta.resolve("@kubernetes-models/base")));

/**
 * Bundles the declarations of the public API, so that the package needs no package of types. Each entry is one file, and types that
 * several entries have are in another one.
 * @param entries name of the file without its extension -> its source
 */
export async function bundleDeclarations(entries: Readonly<Record<string, string>>, directory: string, tsconfig: string): Promise<void> {
  const bundle = await rollup({
    input: { ...entries },
    external: [/^@pulumi\//, /^zod\//, "@kubernetes-models/validate"],
    plugins: [
      {
        name: "base",
        resolveId(id, importer = "") {
          if (id === "@kubernetes-models/base") return join(BASE, "index.d.ts");
          return importer.startsWith(BASE) ? join(BASE, id.replace(/\.js$/, ".d.ts")) : null;
        },
      },
      dts({ tsconfig, includeExternal: INLINED }),
    ],
    onwarn: ({ code, message }) => {
      if (code === "UNRESOLVED_IMPORT") throw new Error(message);
    },
  });
  await bundle.write({ dir: directory, format: "es", entryFileNames: "[name].d.ts", chunkFileNames: "shared-[hash].d.ts" });
}
