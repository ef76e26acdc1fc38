// Whole accounts. `npx vitest run test/history -u` writes them anew: read them before you keep them.

import { expect, test } from "vitest";
import { record } from "../../src/recording/record.ts";
import { coroutine } from "../../src/runtime/index.ts";
import { accountOf } from "./account.ts";
import { PROGRAMS } from "./account-programs.ts";

test.each(Object.entries(PROGRAMS))("the account of %s", async (name, main) => {
	const recording = record(coroutine(name, main), { places: true });
	await expect(accountOf(recording, { lanes: "all" })).toMatchFileSnapshot(`accounts/${name}.txt`);
});
