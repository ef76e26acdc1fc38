/** The console. The runtime writes prints and errors to it where there is no observer. */
export const console = {
	log(text: string): void {
		globalThis.console.log(text);
	},
	warn(text: string, error: unknown): void {
		if (error === undefined) globalThis.console.error(text);
		else globalThis.console.error(text, error);
	},
};
