/** Every command that prints something by itself, as it is called. */
export const LONG_COMMANDS: readonly (readonly string[])[] = [
	["list"],
	["list", "gather"],
	["show", "gather"],
	["run", "gather"],
	["run", "gather", "--json"],
	["run", "rate-limit", "--describe"],
	["compare", "gather"],
	["lesson", "1", "--no-input"],
	["quiz", "--no-input"],
	["palette"],
	["exercise"],
	["--help"],
];
