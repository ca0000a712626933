import type { SelectionFlags } from "./command.ts";
import type { Selection } from "../workspace/project.ts";

/** What `--stack` and `--service` ask for. */
export const selectionOf = ({ stack = [], service = [] }: SelectionFlags): Selection => ({ stacks: stack, services: service });
