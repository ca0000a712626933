import type { UnprotectResult } from "../../app/cloud/unprotect-cloud.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count, lines, quoted } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { className } from "../results/cloud-text.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Reports the resources that are no longer protected. */
export function unprotectedText(result: UnprotectResult, { yellow, bold, dim }: Colors): string {
  const { stack, resources } = safe(result);
  return lines(
    `${yellow("unprotected")} ${count(resources.length, "resource")} of ${bold(stack)}; the next up may delete or replace them`,
    columns(resources.map(({ type, name }) => [`  ${className(type)}`, name])),
    dim(`next: ${FAIRLEAD} preview --stack ${quoted(stack)}`),
  );
}
