import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { compared } from "../../test/board/preview-page.ts";
import { HOSTILE_OBJECTS, hostileTree, riskWords } from "../../test/hostile-objects.ts";
import { samplePreview } from "../../test/sample-cloud.ts";
import type { Tree } from "../render/tree.ts";
import { toYaml } from "../render/yaml.ts";
import type { PreviewResult } from "../app/preview/preview-result.ts";
import { jsonReporter } from "./json/json.ts";
import { previewMarkdown } from "./markdown/preview.ts";
import { previewText } from "./terminal/preview.ts";

/** Returns a preview of files that come and go. */
const previewOf = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): PreviewResult =>
  previewOfTrees(new Map(Object.entries(before)), new Map(Object.entries(after)));

const previewOfTrees = (before: Tree, after: Tree): PreviewResult => ({ base: "main", manifests: compared(before, after), later: [] });

const plain = pc.createColors(false);

describe("a service with eighteen hostile objects", () => {
  const files = hostileTree();
  const preview = previewOfTrees(new Map(), files);
  const text = previewText(preview, plain);
  const markdown = previewMarkdown(preview);
  const { manifests } = JSON.parse(jsonReporter().previewed(preview));

  it("has eighteen of them", () => {
    expect(files.size).toBe(18);
  });

  it.each(HOSTILE_OBJECTS)("names $what under risks, in each format", (hostile) => {
    const [title, name, says] = riskWords(hostile);
    const lines = text.split("\n").filter((line) => line.startsWith(`! ${title}: `));
    expect(lines.some((line) => line.includes(name) && line.includes(says))).toBe(true);
    const items = markdown.split("\n").filter((line) => line.startsWith(`- :warning: **${title}** `));
    expect(items.some((item) => item.includes(name) && item.includes(says))).toBe(true);
    expect(manifests.risks).toContainEqual(
      expect.objectContaining({
        kind: hostile.risk,
        objects: expect.arrayContaining([name]),
        texts: expect.arrayContaining([expect.stringContaining(says)]),
      }),
    );
  });

  it.each(HOSTILE_OBJECTS)("shows the content of $what", ({ object: { kind, metadata } }) => {
    const title = `${kind} ${String(metadata["name"])} of cartservice on staging`;
    expect(text).toContain(`  ${title}:\n    apiVersion: `);
    expect(markdown).toContain(`- \`${title}\`\n  - \`apiVersion: `);
    expect(manifests.contents).toContainEqual({ title, lines: expect.arrayContaining([`kind: ${kind}`]) });
  });
});

describe("a preview", () => {
  const pods = (image: string): string =>
    toYaml({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "cart", namespace: "shop" },
      spec: { template: { spec: { containers: [{ name: "cart", image }] } } },
    });

  it("names an image of another repository in its first line, also if the tag stays", () => {
    const path = "prod/services/cart/deployment-cart.yaml";
    const digest = `sha256:${"1".repeat(64)}`;
    const preview = previewOf(
      { [path]: pods(`good.example.com/cart:v1@${digest}`) },
      { [path]: pods(`evil.example.com/cart:v1@${digest}`) },
    );
    expect(previewText(preview, plain).split("\n")[0]).toBe(
      "! image: cart on prod: runs images of evil.example.com/cart (Deployment cart)",
    );
    expect(previewMarkdown(preview)).toContain(
      "#### Risks\n\n- :warning: **image** `cart on prod`: `runs images of evil.example.com/cart (Deployment cart)`\n",
    );
  });

  it("names lost resources of clouds before risks of manifests", () => {
    const path = "prod/services/cart/service-cart.yaml";
    const preview: PreviewResult = {
      ...previewOf({ [path]: toYaml({ kind: "Service", metadata: { name: "cart" } }) }, {}),
      cloud: samplePreview("x"),
    };
    expect(previewText(preview, plain).split("\n").slice(0, 3)).toEqual([
      "! cloud: replace: redis.x x on prodx: x; follows x; was oldx; protection ends; used by x; protected; later, after x has run it for 2h",
      "! cloud: delete: redis.x x on prodx: x, tier; follows x; was oldx; protection ends; used by x; protected; later, after x has run it for 2h",
      "! deleted: cart on prod: is deleted (Service cart)",
    ]);
  });

  it("fits into a comment, with each deletion or the number of each kind", () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => {
        const [stack, service] = [at % 2 === 0 ? "latest" : "prod", Math.floor(at / 2)];
        const kind = ["Service", "Deployment", "StatefulSet"][service % 3] ?? "";
        return [`${stack}/services/svc-${service}/x.yaml`, toYaml({ kind, metadata: { name: `svc-${service}`, namespace: "shop" } })];
      }),
    );
    const markdown = previewMarkdown(previewOf(files, {}));
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain("- :warning: **deleted**: 6668 objects\n");
    expect(markdown).toContain("- :warning: **data**: 3332 objects\n");
    expect(markdown).toContain("`npx fairlead preview --base main --html preview.html`");
  });
});
