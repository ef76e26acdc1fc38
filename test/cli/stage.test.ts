import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Stage } from "../../src/cli/live/stage.ts";
import { fakeContext } from "./fake-context.ts";
import { fakeInput } from "./fake-terminal.ts";

const ENTER = "\u001b[?1049h\u001b[?25l";
const LEAVE = "\u001b[?25h\u001b[?1049l";
const TOGETHER = ["\u001b[?2026h", "\u001b[?2026l"];
const CLEAR = "\u001b[2J";

function openStage() {
	const terminal = { columns: 80, rows: 24 };
	const { out, written } = fakeContext({}, terminal);
	const input = fakeInput();
	const happened: string[] = [];
	const stage = new Stage(out, input.stream);
	stage.listen({
		onKey: (key) => happened.push(key),
		onInterrupt: () => happened.push("interrupt"),
		onSuspend: () => happened.push("suspend"),
	});
	const take = () => {
		const text = written.out;
		written.out = "";
		return text;
	};
	stage.enter();
	return { stage, input, happened, take, terminal };
}

describe("Stage", () => {
	it("takes the other screen and hides the cursor, and gives both back", () => {
		const { stage, input, take } = openStage();
		expect(take()).toBe(ENTER);
		expect(input.isRaw()).toBe(true);
		stage.leave();
		expect(take()).toBe(LEAVE);
		expect(input.isRaw()).toBe(false);
	});

	it("writes each picture over the one before, in one go, and nothing that did not change", () => {
		const { stage, take } = openStage();
		take();
		stage.show(["a", "b"]);
		expect(take()).toBe(`${TOGETHER[0]}${CLEAR}\u001b[Ha\u001b[K\r\nb\u001b[K\u001b[J${TOGETHER[1]}`);
		stage.show(["a", "b"]);
		expect(take()).toBe("");
		stage.show(["a"]);
		expect(take()).toBe(`${TOGETHER[0]}\u001b[Ha\u001b[K\u001b[J${TOGETHER[1]}`);
		stage.leave();
	});

	it("begins with an empty screen after a resize", () => {
		const { stage, take, terminal } = openStage();
		stage.show(["a"]);
		take();
		terminal.columns = 60;
		stage.show(["a"]);
		expect(take()).toContain(CLEAR);
		stage.leave();
	});

	it("tells keys from Ctrl-C and Ctrl-Z, also where several come at once, and hears nothing after it was left", async () => {
		const { stage, input, happened } = openStage();
		for (const keys of ["q", "xy", "\u0003\u0003", "x\u0003", "\u001a"]) {
			input.type(keys);
			await setImmediate();
		}
		expect(happened).toEqual(["q", "x", "y", "interrupt", "interrupt", "suspend"]);
		stage.leave();
		expect(input.listeners()).toBe(0);
	});

	it("draws nothing once it was left", () => {
		const { stage, take } = openStage();
		stage.leave();
		take();
		stage.show(["late"]);
		expect(take()).toBe("");
	});
});
