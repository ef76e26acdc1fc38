// What a program uses that its loop does not know of: locks, queues, groups, time limits themselves.

import type { GroupId, LimitId } from "../../src/recording/index.ts";
import { TaskGroup } from "../../src/runtime/combine/task-group.ts";
import { Timeout } from "../../src/runtime/combine/timeout.ts";
import { Barrier, Condition, Event, Lock, Queue, Semaphore } from "../../src/runtime/index.ts";
import type { Resource } from "../../src/runtime/kernel/resource.ts";
import type { Machine } from "../conformance/machine.ts";

export type Owner = Lock | Semaphore | Event | Condition | Barrier | Queue<number>;

export interface Used {
	/** What a resource is the number, the name and the holders of. */
	owner(of: Resource): Owner | undefined;
	/** Of a `waitFor` there is none. */
	limit(id: LimitId): Timeout | undefined;
	/** A group that has not been left. */
	group(id: GroupId): TaskGroup | undefined;
}

/** What a program of the conformance tests uses. */
export function usedBy(machine: Machine): Used {
	const { locks, semaphores, bounded, events, conditions, barriers, queues } = machine;
	const owners = [...locks, ...semaphores, ...bounded, ...events, ...conditions, ...barriers, ...queues];
	const byResource = new Map<Resource, Owner>(owners.map((owner) => [owner.resource, owner]));
	return {
		owner: (of) => byResource.get(of),
		limit: (id) => [...machine.limits.values()].flat().find(({ limit }) => limit === id),
		group: (id) => [...machine.openGroups].find((group) => group.id === id),
	};
}

const CLASSES = [Lock, Semaphore, Event, Condition, Barrier, Queue, TaskGroup, Timeout];

/** What any program uses while `work` runs: what is asked to do anything is noted. */
export function whileNoted<T>(work: (used: Used) => T): T {
	const noted = new Set<object>();
	const undo = CLASSES.map(({ prototype }) => noteCalls(prototype, noted));
	try {
		return work(usedAmong(noted));
	} finally {
		for (const one of undo) one();
	}
}

/** From now on calls of the methods note whose they are. Answers what takes that back. */
function noteCalls(prototype: object, noted: Set<object>): () => void {
	const before = Object.getOwnPropertyDescriptors(prototype);
	for (const [name, descriptor] of Object.entries<PropertyDescriptor>(before)) {
		const { value: method } = descriptor;
		if (name === "constructor" || typeof method !== "function") continue;
		Object.defineProperty(prototype, name, {
			...descriptor,
			value(this: object, ...given: unknown[]) {
				noted.add(this);
				return Reflect.apply(method, this, given);
			},
		});
	}
	return () => Object.defineProperties(prototype, before);
}

function usedAmong(noted: ReadonlySet<object>): Used {
	const find = <T extends object>(isIt: (one: object) => one is T, has: (one: T) => boolean) => {
		for (const one of noted) if (isIt(one) && has(one)) return one;
		return undefined;
	};
	return {
		owner: (of) => find(isOwner, ({ resource }) => resource === of),
		limit: (id) =>
			find(
				(one) => one instanceof Timeout,
				({ limit }) => limit === id,
			),
		group: (wanted) =>
			find(
				(one) => one instanceof TaskGroup,
				({ id }) => id === wanted,
			),
	};
}

function isOwner(one: object): one is Owner {
	return !(one instanceof TaskGroup) && !(one instanceof Timeout);
}
