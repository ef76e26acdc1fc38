// What a file is, by its name: nothing is read for it.

const SCRIPT = /\.pyw?$/;

/** Whether a name given on the command line is that of a file: it has a folder or the ending of a module. */
export function isPath(name: string): boolean {
	return /[\\/]|\.[cm]?[jt]s$/.test(name);
}

/** Whether a name given on the command line is that of a Python script. */
export function isScript(name: string): boolean {
	return SCRIPT.test(name);
}

/** Whether a name given on the command line is that of a file of recordings. */
export function isSaved(name: string): boolean {
	return /\.jsonl?$/.test(name);
}

/** The name of a script without its ending. */
export function scriptName(name: string): string {
	return name.replace(SCRIPT, "");
}
