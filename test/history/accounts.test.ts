// Whole accounts. `npx vitest run test/history -u` writes them anew: read them before you keep them.

import { describe, expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { record } from "../../src/recording/record.ts";
import { coroutine } from "../../src/runtime/index.ts";
import { accountOf } from "./account.ts";
import { endless, PROGRAMS } from "./account-programs.ts";

describe.each(Object.entries(PROGRAMS))("the account of %s", (name, main) => {
	const recording = record(coroutine(name, main));

	test("is as told", async () => {
		const account = accountOf(new History(recording), { lanes: "all" });
		await expect(account).toMatchFileSnapshot(`accounts/${name}.txt`);
	});

	test("is the same where its facts were read before, all or some, with what follows them or without", () => {
		const begin: readonly ((history: History) => unknown)[] = [
			(history) => history.end,
			(history) => history.readSome(20),
			(history) => history.overview,
			(history) => {
				history.followOverview();
				while (history.readSome(20));
			},
			(history) => {
				history.readSome(20);
				history.followOverview();
				history.readSome(20);
			},
		];
		const accounts = begin.map((read) => {
			const history = new History(recording);
			read(history);
			return accountOf(history);
		});
		expect(new Set([accountOf(new History(recording)), ...accounts]).size).toBe(1);
	});
});

test("the account of a run that is cut off", async () => {
	const recording = record(coroutine("endless", endless), { until: 2 });
	await expect(accountOf(new History(recording))).toMatchFileSnapshot("accounts/cut-off.txt");
});

test("the account of a part of a run, with the lanes of those that failed", async () => {
	const recording = record(coroutine("groups", PROGRAMS.groups));
	const account = accountOf(new History(recording), { lanes: "failed", from: 3, to: 6 });
	await expect(account.slice(0, account.indexOf("\nfigures"))).toMatchFileSnapshot("accounts/window.txt");
});
