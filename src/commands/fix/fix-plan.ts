import type { ReaderPackage, ServiceHost } from '#card';

/** Who is to have the right to use readers. */
export interface Beneficiary {
	readonly kind: 'user' | 'group';
	readonly name: string;
}

/** What was asked of the running system, beside its files. */
export interface LiveFacts {
	/** What polkit says of both actions for this user, without a password; `unknown`: polkit could not be asked. */
	readonly access: 'given' | 'refused' | 'unknown';
	/** Whether the socket of pcscd listens. */
	readonly isListening: boolean;
	/** Whether systemd starts the socket with the system. */
	readonly isEnabled: boolean;
	/** The rule file of this program that is there already; undefined: none. */
	readonly rule: string | undefined;
}

/** One thing that is done, exactly as it is shown. */
export type FixAct =
	| { readonly kind: 'run'; readonly command: readonly [string, ...string[]] }
	/** A new file for everybody to read; nothing is written over. */
	| { readonly kind: 'write'; readonly path: string; readonly content: string };

export type FixAspect = 'package' | 'service' | 'polkit' | 'reader-driver' | 'groups';

/** What is missing, as a code. */
export type FixWhy =
	| 'no-package'
	| ReaderPackage
	| 'service-stopped'
	| 'service-masked'
	| 'user-refused'
	| 'group-rule';

/** Something that is missing, what is done about it, and what takes that back. */
export interface FixStep {
	readonly aspect: FixAspect;
	readonly why: FixWhy;
	readonly acts: readonly [FixAct, ...FixAct[]];
	readonly undo: readonly FixAct[];
}

/** Something that was looked at and needs nothing, or of which it is not known what would help. */
export interface FixNote {
	readonly aspect: FixAspect;
	readonly kind: 'fine' | 'not-known';
	/** Which sentence. */
	readonly code:
		| 'package-there'
		| 'no-dpkg'
		| 'service-runs'
		| 'no-systemd'
		| 'no-unit'
		| 'polkit-gives'
		| 'polkit-not-asked'
		| 'polkit-unknown'
		| 'rule-there'
		| 'name-unfit'
		| 'drivers-there'
		| 'no-reader'
		| 'driver-unfit'
		| 'groups-not-needed'
		| 'service-user';
}

export interface FixPlan {
	readonly steps: readonly FixStep[];
	readonly notes: readonly FixNote[];
}

/** Of users and groups on Debian, so that a name is nothing but a name in a rule and in a path. */
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/;
const RULES_FOLDER = '/etc/polkit-1/rules.d';

/** Where the rule for somebody lies; undefined for a name that no rule is written for. */
export function rulePath({ kind, name }: Beneficiary): string | undefined {
	return NAME.test(name) ? `${RULES_FOLDER}/50-muhurdar-${kind}-${name}.rules` : undefined;
}

/** What is missing for somebody to use a card in a reader on this system, in the order in which it is mended. */
export function fixPlan(host: ServiceHost, live: LiveFacts, who: Beneficiary): FixPlan {
	const parts = [
		packagePart(host, live),
		readerPart(host),
		servicePart(host, live),
		polkitPart(host, live, who),
		groupsPart(host),
	];
	return {
		steps: parts.flatMap(({ steps }) => steps ?? []),
		notes: parts.flatMap(({ notes }) => notes ?? []),
	};
}

type Part = Partial<FixPlan>;

const note = (aspect: FixAspect, kind: FixNote['kind'], code: FixNote['code']): Part => ({
	notes: [{ aspect, kind, code }],
});

function packagePart({ packages, system }: ServiceHost, { isListening }: LiveFacts): Part {
	if (isListening) {
		return note('package', 'fine', 'package-there');
	}
	if (system.kind !== 'debian' || packages === undefined) {
		return note('package', 'not-known', 'no-dpkg');
	}
	return packages.has('pcscd')
		? note('package', 'fine', 'package-there')
		: { steps: [installation('package', 'no-package', 'pcscd')] };
}

function readerPart({ readers, packages, system, hasSystemd }: ServiceHost): Part {
	if (readers.length === 0) {
		return note('reader-driver', 'fine', 'no-reader');
	}
	const undriven = readers.filter(({ driver }) => driver === undefined);
	if (undriven.length === 0) {
		return note('reader-driver', 'fine', 'drivers-there');
	}
	if (system.kind !== 'debian' || packages === undefined) {
		return note('reader-driver', 'not-known', 'no-dpkg');
	}
	const wanted = [...new Set(undriven.map((reader) => reader.package))].filter((name) => !packages.has(name));
	return wanted.length === 0
		? note('reader-driver', 'not-known', 'driver-unfit')
		: { steps: wanted.map((name) => installation('reader-driver', name, name, hasSystemd ? [RESTART] : [])) };
}

/** pcscd looks for drivers when it starts. */
const RESTART: FixAct = { kind: 'run', command: ['systemctl', 'try-restart', 'pcscd.service'] };

function installation(aspect: FixAspect, why: FixWhy, name: string, behind: readonly FixAct[] = []): FixStep {
	const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] as const;
	const install: FixAct = {
		kind: 'run',
		command: [...apt, 'install', '--yes', '--no-install-recommends', name],
	};
	return {
		aspect,
		why,
		acts: [install, ...behind],
		undo: [{ kind: 'run', command: [...apt, 'remove', '--yes', name] }],
	};
}

const SOCKET = 'pcscd.socket';
const systemctl = (...words: readonly string[]): FixAct => ({
	kind: 'run',
	command: ['systemctl', ...words, SOCKET],
});

function servicePart({ socketUnit, hasSystemd, packages }: ServiceHost, live: LiveFacts): Part {
	if (live.isListening && socketUnit !== 'masked') {
		return note('service', 'fine', 'service-runs');
	}
	if (!hasSystemd) {
		return note('service', 'not-known', 'no-systemd');
	}
	// A package that is installed first starts it by itself.
	if (packages !== undefined && !packages.has('pcscd')) {
		return {};
	}
	if (socketUnit === 'absent') {
		return note('service', 'not-known', 'no-unit');
	}
	const isMasked = socketUnit === 'masked';
	const start = live.isEnabled ? systemctl('start') : systemctl('enable', '--now');
	const stop = live.isEnabled ? systemctl('stop') : systemctl('disable', '--now');
	return {
		steps: [
			{
				aspect: 'service',
				why: isMasked ? 'service-masked' : 'service-stopped',
				acts: isMasked ? [systemctl('unmask'), start] : [start],
				undo: isMasked ? [stop, systemctl('mask')] : [stop],
			},
		],
	};
}

function polkitPart({ asksPolkit }: ServiceHost, { access, rule }: LiveFacts, who: Beneficiary): Part {
	if (!asksPolkit) {
		return note('polkit', 'fine', 'polkit-not-asked');
	}
	if (access === 'given') {
		return note('polkit', 'fine', 'polkit-gives');
	}
	if (rule !== undefined) {
		return note('polkit', 'not-known', 'rule-there');
	}
	if (access === 'unknown' && who.kind === 'user') {
		return note('polkit', 'not-known', 'polkit-unknown');
	}
	const path = rulePath(who);
	if (path === undefined) {
		return note('polkit', 'not-known', 'name-unfit');
	}
	return {
		steps: [
			{
				aspect: 'polkit',
				why: who.kind === 'user' ? 'user-refused' : 'group-rule',
				acts: [{ kind: 'write', path, content: ruleText(who) }],
				undo: [{ kind: 'run', command: ['rm', path] }],
			},
		],
	};
}

/** The same right that the package's rule gives the group `muhurdar`: readers and cards, and nothing else. */
function ruleText({ kind, name }: Beneficiary): string {
	const isMeant = kind === 'user' ? `subject.user === "${name}"` : `subject.isInGroup("${name}")`;
	return `polkit.addRule(function (action, subject) {
	if (action.id.indexOf("org.debian.pcsc-lite.access_") === 0 && ${isMeant}) {
		return polkit.Result.YES;
	}
});
`;
}

function groupsPart({ serviceUser }: ServiceHost): Part {
	return serviceUser === undefined || serviceUser === 'root'
		? note('groups', 'fine', 'groups-not-needed')
		: note('groups', 'not-known', 'service-user');
}
