import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const BACKEND = `import { join } from "node:path";
import type { Backend } from "../backend.ts";
import { directoryStore } from "../directory/directory-store.ts";

export const archiveBackend: Backend = {
  scheme: "archive:",
  help: "archive:<directory>",
  place: "local",
  parse: (url) => ({ url, location: url.slice("archive:".length), prefix: "" }),
  open: async ({ url, location }, { root }) => directoryStore(url, join(root, location)),
  repairHint: (_address, object) => \`restore \${object} from a backup\`,
};
`;

export const backend: Recipe = {
  touches: {
    "a folder in `lib/releases/` with a `backend.ts`": [{ path: "lib/releases/archive/backend.ts", text: BACKEND }],
    "an entry in `lib/releases/backends.ts`": [
      {
        path: "lib/releases/backends.ts",
        import: 'import { archiveBackend } from "./archive/backend.ts";',
        before: "directoryBackend, gcsBackend]",
        line: "archiveBackend, ",
      },
    ],
    "a row in `test/datastore/backends.ts`": [
      {
        path: "test/datastore/backends.ts",
        before: "directory, server, fakeGcs]",
        line: '{ ...directory, name: "an archive", scheme: "archive:" }, ',
      },
    ],
  },
  check: (copy) => {
    const { status, stdout } = copy.fairlead("release", "list", "cartservice", "--datastore", "archive:releases");
    expect([status, stdout]).toEqual([0, expect.stringContaining("v0.10.6")]);
    expect(copy.fairlead("release", "list", "--help").stdout).toContain("archive:<directory>");
  },
};
