import type { UnprotectResult } from "../../app/cloud/unprotect-cloud.ts";
import { count, lines } from "../../base/text.ts";
import { className } from "../results/cloud-text.ts";
import { code } from "./escape-markdown.ts";

/** Reports the resources that are no longer protected. */
export const unprotectedMarkdown = ({ stack, resources }: UnprotectResult): string =>
  lines(
    `**Unprotected** ${count(resources.length, "resource")} of ${code(stack)}. The next up may delete or replace them.`,
    "",
    resources.map(({ type, name }) => `- ${code(className(type))} ${code(name)}`),
  );
