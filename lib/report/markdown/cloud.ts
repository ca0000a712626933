import type { CloudResult } from "../../app/cloud/show-cloud.ts";
import { lines } from "../../base/text.ts";
import { className, inputLines } from "../results/cloud-text.ts";
import { code } from "./escape-markdown.ts";
import { table } from "./table.ts";

/** Reports the cloud resources of stacks: a table for each stack. */
export const cloudMarkdown = ({ clouds, inputs, unmanaged }: CloudResult): string =>
  lines(
    clouds.flatMap(({ stack, project, resources }, index) => [
      ...(index === 0 ? [] : [""]),
      `### ${code(stack)} in ${code(project)}`,
      "",
      ...table(
        ["type", "name", "", ...(inputs ? ["inputs"] : [])],
        resources.map((each) => [
          code(className(each.type)),
          code(each.name),
          each.protect ? "protected" : "",
          ...(inputs
            ? [
                inputLines(each.inputs)
                  .map(([path, value]) => code(`${path}: ${value}`))
                  .join(", "),
              ]
            : []),
        ]),
      ),
    ]),
    unmanaged.length === 0 ? [] : ["", "No state has these resources of the local cloud:", ""],
    unmanaged.map(({ type, id }) => `- ${code(className(type))} ${code(id)}`),
  );
