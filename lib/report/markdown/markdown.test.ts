import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { RELEASE_1 } from "../../../test/release-ids.ts";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import { renderTree } from "../../render/render.ts";
import type { Tree } from "../../render/tree.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { markdownReporter } from "./markdown.ts";
import type { Finding } from "../../app/results.ts";

const tree = (services: Readonly<Record<string, Fields>>, tag = "v1"): Tree => {
  const stacks = [stackFile("latest"), stackFile("staging")];
  const fleet = fleetOf({ services: Object.entries(services).map(([name, fields]) => serviceFile(name, fields)), stacks });
  const lock = new Map([...lockFor(fleet)].map(([name]) => [name, { tag }]));
  return renderTree(modelOf(fleet), new Map(stacks.map(({ stack }) => [stack.name, lock]))).tree;
};

const diffText = (before: Tree, after: Tree): string => {
  const diff = diffTrees(before, after);
  return markdownReporter.diff({ from: "main", to: "the specs", diff, groups: groupChanges(diff.changes) });
};

describe("diff", () => {
  it("says that there is none", () => {
    expect(diffText(tree({ cart: {} }), tree({ cart: {} }))).toBe("No difference between `main` and `the specs`.\n");
  });

  it("begins with the sum, then what goes, then releases, then the rest", () => {
    const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "carts" } };
    const before = tree({ cart: { manifests: () => [claim] }, ad: {} });
    expect(diffText(before, tree({ cart: { scale: { max: 12 }, public: { port: "http" } } }, "v2"))).toMatchInlineSnapshot(`
      "**1 release, 16 objects removed (2 stateful), 4 objects changed, 2 objects created**, from \`main\` to \`the specs\`

      #### Removed

      - **stateful** \`PersistentVolumeClaim carts on latest\`
      - **stateful** \`PersistentVolumeClaim carts on staging\`
      - \`ad on latest and staging (14 objects)\`

      #### Releases

      - \`cart v1 -> v2 on latest and staging\` (4 objects)

      #### Changes

      - changed \`HorizontalPodAutoscaler cart on latest and staging\`
        - \`spec.maxReplicas: 10 -> 12\`
      - changed \`NetworkPolicy cart on latest and staging\`
        - \`spec.ingress[0].from[0].namespaceSelector: (none) -> {"matchLabels":{"kubernetes.io/metadata.name":"gateway"}}\`
        - \`spec.ingress[0].from[0].podSelector: {"matchLabels":{"app.kubernetes.io/instance":"cart"}} -> (none)\`
      - created \`HTTPRoute cart on latest and staging\`
      "
    `);
  });

  it("shows the lines of locks that differ by themselves", () => {
    const before = new Map(tree({ cart: {} }));
    before.set("staging/versions.yaml", `cart: {release: ${RELEASE_1}, tag: v1}\n`);
    expect(diffText(before, tree({ cart: {} })).replace(RELEASE_1, "r1")).toMatchInlineSnapshot(`
      "**locks only**, from \`main\` to \`the specs\`

      #### Locks

      - \`staging: cart v1 (release r1) -> v1\`
      "
    `);
  });
});

describe("the rest", () => {
  it("render", () => {
    expect(markdownReporter.render({ stacks: 2, objects: 1, created: ["a"], changed: [], removed: [], seconds: 1 })).toBe(
      "**Rendered** 1 file in 2 stacks: 1 created, 0 changed, 0 removed.\n",
    );
  });

  it("check", () => {
    const findings: readonly Finding[] = [
      { file: "pulumi-gen/x.yaml", what: "stale", line: 3, found: "a", expected: "b", who: "Ada <ada@example.com>" },
      { file: "pulumi-gen/y.yaml", what: "stray", line: undefined, found: undefined, expected: undefined, who: undefined },
    ];
    expect(markdownReporter.check({ stacks: 2, objects: 40, findings: [], mend: undefined })).toBe(
      "**Up to date**: 40 files match the specs.\n",
    );
    expect(
      markdownReporter
        .check({ stacks: 2, objects: 40, findings, mend: "npx fairlead render" })
        .replace(/(?:@|&#64;)(?:&#8203;|\u200B|<!-- -->)?/g, "(at)"),
    ).toMatchInlineSnapshot(`
      "**2 files not what the specs say.** Run \`npx fairlead render\`.

      - \`pulumi-gen/x.yaml:3\` stale, Ada &lt;ada(at)example.com&gt;
      - \`pulumi-gen/y.yaml\` stray
      "
    `);
  });

  it("explain: a table for each field", () => {
    const chain = [
      { layer: "library default", file: undefined, value: 3, inForce: false },
      { layer: "stack prod", file: "stacks/prod.ts", value: 4, inForce: true },
    ];
    const result = {
      stack: "prod",
      service: "cart",
      object: "HorizontalPodAutoscaler cart",
      path: "spec.minReplicas",
      value: 4,
      influences: [{ field: "scale.min", chain }],
    };
    expect(markdownReporter.explain(result)).toMatchInlineSnapshot(`
      "### \`prod/cart\` \`spec.minReplicas\`

      \`4\`

      | \`scale.min\` | value | file |
      | --- | --- | --- |
      | library default | \`3\` |  |
      | stack prod **in force** | \`4\` | \`stacks/prod.ts\` |
      "
    `);
  });

  it("doctor", () => {
    expect(markdownReporter.doctor([{ name: "git", state: "warning", detail: "shallow clone", hint: "git fetch --unshallow" }])).toBe(
      "- **warning** git: shallow clone\n",
    );
  });

  it("created", () => {
    expect(markdownReporter.created({ what: "service", name: "cart", files: ["services/cart.ts"], next: [] })).toBe(
      "**Created** service `cart`\n\n- `services/cart.ts`\n",
    );
  });

  it("failure", () => {
    const problems = [{ file: "services/cart.ts", path: "scale.max", message: "2 is not above the minimum 2" }];
    expect(markdownReporter.failure({ code: "INVALID_SPEC", message: "1 problem", hint: "fix it", path: undefined, problems }))
      .toMatchInlineSnapshot(`
      "**Error**: 1 problem

      - \`services/cart.ts: scale.max: 2 is not above the minimum 2\`

      fix it
      "
    `);
  });
});

describe("code", () => {
  it.each([
    ["text", "`text`"],
    ["a`b", "`` a`b ``"],
    ["``", "``` `` ```"],
    ["`", "`` ` ``"],
    ["a\nb", "`a b`"],
    ["a\r\n\r\nb", "`a b`"],
    ["", "` `"],
    [" ", "` `"],
    ["a|b", "`a\\|b`"],
    ["@name #1 <script>", "`@name #1 <script>`"],
  ])("makes %j one span that nothing inside can end: %s", (text, span) => {
    expect(code(text)).toBe(span);
  });
});

describe("escapeMarkdown", () => {
  it.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert\\(1\\)&lt;/script&gt;"],
    ["<!-- fairlead -->", "&lt;\\!-- fairlead --&gt;"],
    ["[text](https://example.com)", "\\[text\\]\\(https://example.com\\)"],
    ["**bold** _it_ ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~"],
    ["a | b", "a \\| b"],
    ["`code`", "\\`code\\`"],
    ["&lt;", "&amp;lt;"],
    ["a\nb", "a b"],
    ["a\r\n\r\n- b", "a - b"],
    ["\\", "\\\\"],
  ])("makes %j plain text: %s", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  /** What a reader sees, and what GitHub looks for names and issues in: entities and escapes resolved. */
  const shown = (text: string): string =>
    escapeMarkdown(text).replace(
      /\\([!-/:-@[-`{-~])|&#(\d+);|&(lt|gt|amp);|<!-- -->/g,
      (_all, escaped?: string, number?: string, name?: string) => {
        if (number !== undefined) return String.fromCodePoint(Number(number));
        return escaped ?? { lt: "<", gt: ">", amp: "&" }[name ?? ""] ?? "";
      },
    );

  it.each(["@octocat", "mail @octocat now", "@org/team", "(@octocat)", "#1", "fixes #123", "ada@example.com", "<b> & \\ `x` | *"])(
    "shows %j as it is, and reaches nobody",
    (text) => {
      expect([shown(text).replaceAll("\u200B", ""), /[@#][A-Za-z0-9]/.test(shown(text))]).toEqual([text, false]);
    },
  );
});
