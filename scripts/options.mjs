// The options of scripts: as parseArgs reads them, with --help, and with one line for what is wrong.
import { parseArgs } from "node:util";

/** Ends the script with a line on stderr and exit code 2. At once: others may still be at work. */
export function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

/** The values of the options; prints `help` and ends where that is asked for. */
export function readOptions(help, options) {
	const values = parsed({ ...options, help: { type: "boolean" } });
	if (!values.help) return values;
	console.log(help);
	process.exit(0);
}

function parsed(options) {
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		if (!error.code?.startsWith("ERR_PARSE_ARGS")) throw error;
		const [what] = error.message.split(/[.\n]/);
		return refuse(`${what}; --help lists the options`);
	}
}

/** What an option gives as a number. */
export function readWhole(name, text, least) {
	if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
	return refuse(`--${name} ${text} is not a whole number from ${least} to 999999999`);
}
