import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { INVENTORY, MAP, sampleProject } from "./component-fleet.ts";

const DIRECTORY = "pulumi-gen/staging/platform/dashboards";
const copy = (made: TestProject, from: string, to: string): void => cpSync(join(made.root, from), join(made.root, to), { recursive: true });
const toCrlf = (made: TestProject, path: string): void => made.write(path, made.read(path).replaceAll("\n", "\r\n"));

it.each<readonly [title: string, file: string, edit: (made: TestProject) => void]>([
  ["a new file", `${DIRECTORY}/a.yaml`, (made) => made.write(`${DIRECTORY}/a.yaml`, "kind: x\n")],
  ["a directory below", `${DIRECTORY}/sub/a.yaml`, (made) => made.write(`${DIRECTORY}/sub/a.yaml`, "kind: x\n")],
  ["a file of Argo CD", `${DIRECTORY}/.argocd-source.yaml`, (made) => made.write(`${DIRECTORY}/.argocd-source.yaml`, "kind: x\n")],
  [
    "a directory of no component",
    "pulumi-gen/staging/platform/other/a.yaml",
    (made) => made.write("pulumi-gen/staging/platform/other/a.yaml", "kind: x\n"),
  ],
  [
    "a file that moves between services",
    "pulumi-gen/staging/services/cartservice/deployment-adservice.yaml",
    (made) =>
      made.move(
        "pulumi-gen/staging/services/adservice/deployment-adservice.yaml",
        "pulumi-gen/staging/services/cartservice/deployment-adservice.yaml",
      ),
  ],
  ["a file in another case", `${DIRECTORY}/ConfigMap-x.yaml`, (made) => made.move(MAP, `${DIRECTORY}/ConfigMap-x.yaml`)],
  [
    "a directory in another case",
    "pulumi-gen/staging/platform/Dashboards/configmap-dashboard-frontend.yaml",
    (made) => copy(made, DIRECTORY, "pulumi-gen/staging/platform/Dashboards"),
  ],
  [
    "an inventory in another case",
    "pulumi-gen/staging/components/Dashboards.txt",
    (made) => copy(made, INVENTORY, "pulumi-gen/staging/components/Dashboards.txt"),
  ],
  ["an inventory that goes", INVENTORY, (made) => made.remove(INVENTORY)],
  ["line ends of Windows in an object", MAP, (made) => toCrlf(made, MAP)],
  ["line ends of Windows in an inventory", INVENTORY, (made) => toCrlf(made, INVENTORY)],
  [
    "a component that leaves its stack, and its files stay",
    MAP,
    (made) => {
      made.edit("stacks/staging.ts", "  components: { dashboards },\n", "");
      made.edit("stacks/staging.ts", /import \{ dashboards \}.*\n/, "");
    },
  ],
])("check names an edit by hand: %s", (_title, file, edit) => {
  const made = sampleProject();
  edit(made);
  const { status, stdout } = made.run(["check"]);
  expect([status, stdout.split("\n").some((line) => line.startsWith(`${file}: `))]).toEqual([1, true]);
});
