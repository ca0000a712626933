import type { BoardResult } from "../../app/board/board.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { safe } from "./safe.ts";

/** Names the page of a board. */
export const boardText = ({ file, bytes, services, stacks }: BoardResult, { bold }: Colors): string =>
  lines(`wrote ${bold(safe(file))}: ${count(services, "service")} on ${count(stacks, "stack")}, ${(bytes / 1e6).toFixed(1)} MB`);
