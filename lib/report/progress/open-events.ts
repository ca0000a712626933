import type { OnEvent } from "../../app/events.ts";
import type { Terminal } from "../../system/terminal.ts";
import type { Colors } from "../colors.ts";
import { isDemoEvent, openDemo } from "./demo.ts";
import { openProgress } from "./progress.ts";

/** Returns the listener that shows events: the demo on standard output, progress on standard error. */
export function openEvents({ out, err, liveLines }: Terminal, colors: Colors): OnEvent {
  const [demo, progress] = [openDemo({ write: out, colors }), openProgress({ write: err, liveLines })];
  return (event) => (isDemoEvent(event) ? demo(event) : progress(event));
}
