/** The ways to preview: without an engine, or with the engine's own preview. */
export const PREVIEW_ENGINES = ["embedded", "pulumi"] as const;

export type PreviewEngine = (typeof PREVIEW_ENGINES)[number];
