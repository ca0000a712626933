import type { CloudResult, StackCloud } from "../../app/cloud/show-cloud.ts";
import { count, lines } from "../../base/text.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import type { Colors } from "../colors.ts";
import { blocksOf, className, inputLines } from "../results/cloud-text.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Reports the cloud resources of stacks as a tree. */
export function cloudText(result: CloudResult, colors: Colors): string {
  const { clouds, inputs, unmanaged } = safe(result);
  return lines(
    clouds.flatMap((cloud, index) => [...(index === 0 ? [] : [""]), ...stackLines(cloud, inputs, colors)]),
    unmanaged.length === 0 ? [] : ["", colors.yellow(`no state has ${count(unmanaged.length, "resource")} of the local cloud`)],
    columns(unmanaged.map(({ type, id }) => [`  ${className(type)}`, id])),
  );
}

function stackLines({ stack, project, resources }: StackCloud, inputs: boolean, { bold, dim }: Colors): readonly string[] {
  const isProtected = resources.filter(({ protect }) => protect).length;
  const head = `${bold(stack)}  ${dim(`project ${project}`)}  ${count(resources.length, "resource")}, ${isProtected} protected`;
  return [
    head,
    ...blocksOf(resources).flatMap(({ title, resources: members }) => [
      `  ${title}`,
      ...(inputs ? members.flatMap((member) => detailLines(member, dim)) : columns(members.map(rowOf)).map((row) => `    ${row}`)),
    ]),
  ];
}

const rowOf = ({ type, name, protect }: AnyCloudResource): readonly string[] => [className(type), name, protect ? "protected" : ""];

const detailLines = (resource: AnyCloudResource, dim: Colors["dim"]): readonly string[] => [
  `    ${rowOf(resource).join("  ").trimEnd()}`,
  ...columns(inputLines(resource.inputs).map(([path, value]) => [path, value])).map((row) => dim(`      ${row}`)),
];
