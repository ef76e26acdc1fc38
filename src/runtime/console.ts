/** The one place where the runtime speaks by itself: when nobody listens, and silence would hide an error. */
export const console = {
	log(text: string): void {
		globalThis.console.log(text);
	},
	warn(text: string, error: unknown): void {
		if (error === undefined) globalThis.console.error(text);
		else globalThis.console.error(text, error);
	},
};
