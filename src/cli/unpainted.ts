import type { Paint } from "../timeline/index.ts";

/** No colour at all; without loading the views, as a list needs none. */
export const unpainted: Paint = (_role, text) => text;
