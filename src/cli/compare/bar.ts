const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar for `figure` on a scale on which `greatest` takes `cells`; what is not nothing is at least seen. */
export function bar(figure: number, greatest: number, cells: number, ascii: boolean): string {
	if (figure <= 0 || greatest <= 0) {
		return "";
	}
	const length = (figure / greatest) * cells;
	if (ascii) {
		return "#".repeat(Math.max(1, Math.round(length)));
	}
	const eighths = Math.max(1, Math.round(length * 8));
	return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
