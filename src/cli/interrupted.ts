/** Ctrl-C, or a prompt that was left: what runs is stopped, the terminal is put back, exit code 130. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
}
