/** The writers that `--engine` takes; `auto` takes the engine if it is there, needed or configured. */
export const ENGINE_CHOICES = ["auto", "pulumi", "embedded"] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];
