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
	const stage = new Stage(out, input.stream, {
		onKey: (key) => happened.push(key),
		onInterrupt: () => happened.push("interrupt"),
	});
	const take = () => {
		const text = written.out;
		written.out = "";
		return text;
	};
	stage.open();
	return { stage, input, happened, take, terminal };
}

describe("Stage", () => {
	it("takes the other screen and hides the cursor, and gives both back", () => {
		const { stage, input, take } = openStage();
		expect(take()).toBe(ENTER);
		expect(input.isRaw()).toBe(true);
		stage.close();
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
		stage.close();
	});

	it("begins with an empty screen after a resize", () => {
		const { stage, take, terminal } = openStage();
		stage.show(["a"]);
		take();
		terminal.columns = 60;
		stage.show(["a"]);
		expect(take()).toContain(CLEAR);
		stage.close();
	});

	it("tells keys from Ctrl-C, and hears nothing after it was closed", async () => {
		const { stage, input, happened } = openStage();
		input.type("q");
		await setImmediate();
		input.type("\u0003");
		await setImmediate();
		expect(happened).toEqual(["q", "interrupt"]);
		stage.close();
		expect(input.listeners()).toBe(0);
	});

	it("leaves no listener of the process behind", () => {
		const count = () => process.listenerCount("SIGINT") + process.listenerCount("exit");
		const before = count();
		const { stage } = openStage();
		expect(count()).toBe(before + 2);
		stage.close();
		expect(count()).toBe(before);
	});
});
