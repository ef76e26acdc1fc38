import { describe, expect, it } from "vitest";
import { holdTerminal } from "../../src/cli/terminal.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT", "exit"] as const;

function listeners(): number {
	return SIGNALS.reduce((sum, name) => sum + process.listenerCount(name), 0);
}

function mode() {
	const calls: string[] = [];
	return { calls, enter: () => calls.push("enter"), leave: () => calls.push("leave") };
}

describe("holdTerminal", () => {
	it("gives the terminal back when the work is done, and when it fails", async () => {
		const before = listeners();
		const terminal = mode();
		expect(await holdTerminal(terminal, async () => "done")).toBe("done");
		await expect(
			holdTerminal(terminal, async () => {
				throw new Error("no");
			}),
		).rejects.toThrow("no");
		expect(terminal.calls).toEqual(["enter", "leave", "enter", "leave"]);
		expect(listeners()).toBe(before);
	});

	it.each([
		["SIGINT", 130],
		["SIGTERM", 143],
		["SIGHUP", 129],
	] as const)("ends on %s with the exit code %i, whatever the work does", async (signal, exitCode) => {
		const terminal = mode();
		const held = holdTerminal(terminal, () => new Promise(() => process.emit(signal)));
		await expect(held).rejects.toMatchObject({ name: "Interrupted", exitCode });
		expect(terminal.calls).toEqual(["enter", "leave"]);
	});
});
