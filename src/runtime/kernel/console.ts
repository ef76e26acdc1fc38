/** Where the runtime writes to the console: prints and errors, where no observer is told of them. */
export const console = {
	log(text: string): void {
		globalThis.console.log(text);
	},
	warn(text: string, error: unknown): void {
		if (error === undefined) globalThis.console.error(text);
		else globalThis.console.error(text, error);
	},
};
