import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { countManifests } from "../fleet/project.ts";
import { measured } from "./group.ts";
import { expectCount, type RivalMaker } from "./rival.ts";

/** Runs `helm template` on a chart whose templates are the finished objects: helm only reads and writes. */
export const helm: RivalMaker = async (bench, name, rendered) => {
  const { stdout, status } = spawnSync("helm", ["version", "--template", "{{.Version}}"], { encoding: "utf8" });
  if (status !== 0) return { unavailable: "helm is not installed" };
  const chart = bench.path(`${name}-chart`);
  writeChart(chart, rendered.tree);
  const directory = bench.path(name);
  return {
    contenders: [
      {
        name,
        command: { program: "helm", args: ["template", "fleet", chart, "--output-dir", directory], cwd: bench.checkout },
        prepare: () => {
          bench.discard(directory);
          mkdirSync(directory);
        },
        verify: () => expectCount(countManifests(directory), rendered.count, name),
      },
    ],
    conclude: (series, ours) => {
      const base = series(name).seconds.median;
      return {
        measured: measured(name, series(name), {
          figures: { ratio: base / ours },
          notes: [`helm ${stdout.trim()}, one file for each object`],
        }),
        base,
      };
    },
  };
};

function writeChart(chart: string, tree: string): void {
  for (const path of readdirSync(tree, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".yaml") || path.endsWith("versions.yaml")) continue;
    const target = join(chart, "templates", path);
    mkdirSync(dirname(target), { recursive: true });
    // Helm would take `{{` for an action.
    writeFileSync(target, readFileSync(join(tree, path), "utf8").replaceAll("{{", '{{ "{{" }}'));
  }
  writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: fleet\nversion: 1.0.0\n");
}
