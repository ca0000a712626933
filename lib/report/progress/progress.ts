import type { OnEvent } from "../../app/events.ts";
import { isDemoEvent } from "./demo.ts";
import { eventLines } from "./event-lines.ts";
import { openStackBoard, type StackBoard } from "./stack-board.ts";

export interface ProgressOptions {
  /** Writes to standard error. */
  readonly write: (text: string) => void;
  /** Lines that the terminal can redraw in place; 0 for a log. More stacks than that are logged. */
  readonly liveLines: number;
  /** Milliseconds of a monotonic clock. @default performance.now */
  readonly now?: () => number;
}

/**
 * Opens the progress of a run: events become lines on standard error. It ignores the events of the demo.
 * While a live board redraws its lines, it holds all other lines until every stack has ended.
 */
export function openProgress({ write, liveLines, now = () => performance.now() }: ProgressOptions): OnEvent {
  let board: StackBoard | undefined;
  let live = false;
  const held: string[] = [];
  const writeHeld = (): void => {
    for (const line of held.splice(0)) write(`${line}\n`);
  };
  const writeUnlessDrawing = (): void => {
    if (!live || board?.isOpen() !== true) writeHeld();
  };
  return (event) => {
    if (isDemoEvent(event)) return;
    switch (event.kind) {
      case "stacks-start":
        writeHeld();
        live = event.stacks.length <= liveLines;
        board = openStackBoard(event.stacks, { write, mode: live ? "live" : "log", now });
        return;
      case "stack-progresses":
        board?.progress(event.stack, event.rendered, event.total);
        return;
      case "stack-ends":
        board?.end(event.stack);
        writeUnlessDrawing();
        return;
      default:
        held.push(...eventLines(event));
        writeUnlessDrawing();
    }
  };
}
