import { command } from "../command.ts";
import { datastoreFlags, type DatastoreFlags, optional, reportFlags, type ReportFlags, textFlag } from "../flags.ts";

type BoardFlags = ReportFlags & DatastoreFlags & { readonly out?: string };

/** The directory of the page without `--out`. */
const OUT = "board";

export const boardCommand = command<BoardFlags, []>({
  brief: "Write a page that shows what each stack runs",
  description:
    "Writes one HTML file with the facts of fairlead status. It also has the newest changes of each service, and links to commits, Argo CD and the cloud. The page loads nothing from anywhere, so any web server or a mail can carry it.",
  examples: ["fairlead board", "fairlead board --out public", "fairlead board --json"],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags, out: optional(textFlag(`The directory of index.html [${OUT}]`, "directory")) },
    aliases: { o: "out" },
  },
  run: async (context, { out = OUT, ...flags }) => {
    const { readBoard, writeBoard } = await import("../../app/board/board.ts");
    const { boardPage } = await import("../../report/html/board-page.ts");
    const board = await readBoard(context, flags);
    return { kind: "board", result: writeBoard(context, board, out, boardPage(board)) };
  },
});
