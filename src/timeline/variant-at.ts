import type { RunView, VariantView } from "./view.ts";

/** The variant at this place of a view. @throws {RangeError} if there is none */
export function variantAt({ variants }: RunView, index: number): VariantView {
	const variant = variants[index];
	if (!variant) throw new RangeError(`no variant ${index} in a run of ${variants.length}`);
	return variant;
}
