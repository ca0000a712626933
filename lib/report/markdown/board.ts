import type { BoardResult } from "../../app/board/board.ts";
import { count, lines } from "../../base/text.ts";
import { code } from "./escape-markdown.ts";

/** Names the page of a board. */
export const boardMarkdown = ({ file, services, stacks }: BoardResult): string =>
  lines(`**Wrote** ${code(file)}: ${count(services, "service")} on ${count(stacks, "stack")}.`);
