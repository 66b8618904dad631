import {
	cardNeedsNoDriver,
	cardOfDriver,
	DRIVER_LINKS,
	type DriverChain,
	type DriverLink,
	driverChain,
	focusedReader,
} from '#app';
import type { DriverReport } from '#card';
import {
	BLANK,
	type Cell,
	dim,
	drawAll,
	fact,
	facts,
	group,
	type Part,
	paragraph,
	plain,
	row,
	table,
	toned,
} from '#ui';
import type { View, Work } from '../view.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import { visitorDriverParts } from './visitor.ts';

const NAME_CELLS = 14;
/** Windows has drivers for both, and Linux for this one alone, as far as is known (docs/card.md). */
const LINUX_MACHINE = 'x64';

/** Step 2: the chain from the vendor's package to the card, and what to do at the first link that does not hold. */
export function driverScreen(view: View): Work {
	const { texts, theme, width, rows, state } = view;
	const { driver } = state;
	const title = texts.steps[2].title;
	if (state.mode.kiosk !== undefined) {
		return { title, parts: visitorDriverParts(view) };
	}
	const guide = [paragraph(texts.driver.guide), paragraph(texts.driver.driverAddress)];
	const why = [paragraph(dim(texts.driver.why))];
	if (driver.kind === 'searching') {
		return { title, parts: blocks([guide, [row(texts.driver.searching)], why]) };
	}
	const { report } = driver;
	const system = [systemFacts(view, report)];
	const needed = [...readerBlocks(view, report), ...chain(view, report)];
	// What is wrong and what to do comes first; the guide's own words and ours stand where there is room for them.
	const fitting = [
		[guide, system, ...needed, why],
		[guide, system, ...needed],
		[system, ...needed],
	]
		.map(blocks)
		.find((parts) => drawAll(parts, width, theme).length <= rows);
	return { title, parts: fitting ?? blocks(needed) };
}

type Block = readonly Part[];

/** With an empty row between them. */
function blocks(all: readonly Block[]): Block {
	return all
		.filter((block) => block.length > 0)
		.flatMap((block, index) => (index === 0 ? block : [BLANK, ...block]));
}

function chain(view: View, report: DriverReport): readonly Block[] {
	const { texts, state } = view;
	const card = cardOfDriver(state);
	const judged = driverChain(report, card);
	const broken = judged.kind === 'broken' ? judged : undefined;
	const told = (text: string): Block => [paragraph(toned('done', text))];
	if (cardNeedsNoDriver(state) && card !== undefined) {
		return [told(texts.driver.notNeeded(card.product)), [linkTable(view, report, broken, false)]];
	}
	const trouble = troubleOf(judged, texts);
	const after = judged.kind === 'holds' ? texts.driver.allHolds : texts.driver.ready;
	return [
		[linkTable(view, report, broken, true)],
		trouble === undefined ? told(after) : troubleParts(trouble),
	];
}

type Broken = Extract<DriverChain, { readonly kind: 'broken' }>;

/** Where the driver is not needed, a link that does not hold is a fact and no fault: nothing is to be done about it. */
function linkTable(view: View, report: DriverReport, broken: Broken | undefined, isNeeded: boolean): Part {
	const { texts, theme, state } = view;
	const firstOpen = broken === undefined ? DRIVER_LINKS.length : DRIVER_LINKS.indexOf(broken.at);
	const hasCard = cardOfDriver(state) !== undefined;
	const { done, wrong } = texts.lineMode;
	const rows = DRIVER_LINKS.map((link, index) => {
		const isOpenEnd = link === 'sees-card' && !hasCard;
		const isBroken = index === firstOpen;
		const mark: Cell =
			index < firstOpen && !isOpenEnd
				? { ...toned('done', theme.glyphs.tick), told: done }
				: isBroken && isNeeded
					? { ...toned('care', theme.glyphs.fault), told: wrong }
					: plain(' ');
		const value =
			isBroken && !isNeeded && broken !== undefined
				? notNeededValue(view, broken)
				: index <= firstOpen
					? linkValue(view, report, link, isOpenEnd)
					: '';
		return { cells: [mark, plain(texts.driver.links[link]), dim(value)] };
	});
	return table({ columns: [2, NAME_CELLS], rows });
}

function notNeededValue({ texts, state }: View, { at, why }: Broken): string {
	const { notNeededLink } = texts.driver;
	const isVirtual = focusedReader(state)?.isVirtual === true;
	return at === 'sees-card' && isVirtual ? notNeededLink.virtual : notNeededLink[why.kind];
}

/** What is known of a link, as far as it holds. */
function linkValue({ texts }: View, { module }: DriverReport, link: DriverLink, isOpenEnd: boolean): string {
	if (link === 'installed') {
		return 'path' in module ? module.path : '';
	}
	if (module.kind !== 'works') {
		return '';
	}
	if (link === 'loads') {
		return texts.driver.module(module.facts.description, module.facts.libraryVersion);
	}
	return isOpenEnd ? texts.driver.noCard : texts.driver.tokens(module.tokens.length);
}

function troubleParts({ what, why, safe, now }: Trouble): Block {
	const told = [what, why].filter((part) => part !== undefined).join(' ');
	const rest = [safe, now].filter((part) => part !== undefined);
	return [paragraph(told, { mark: 'fault' }), group(2, ...rest.map((text) => paragraph(text)))];
}

function systemFacts({ texts: { driver } }: View, { system }: DriverReport): Part {
	const isOtherMachine = ['debian', 'rpm', 'linux'].includes(system.kind) && system.machine !== LINUX_MACHINE;
	return facts(
		{ labelCells: NAME_CELLS, isOneRow: true },
		fact(driver.system, driver.systemOf(system.name, system.machine)),
		fact(driver.fetch, driver.fetchFor[isOtherMachine ? 'other-machine' : system.kind]),
	);
}

/** Readers at a USB port that no driver here knows: the PC/SC service never shows them. */
function readerBlocks({ texts }: View, { readers, system }: DriverReport): readonly Block[] {
	const { driver } = texts;
	return readers
		.filter((reader) => reader.driver === undefined)
		.map(({ usbId, product, package: name }) => {
			const shown = product === '' ? driver.nameless : product;
			const plainName = name === 'libacsccid1' ? 'acsccid' : 'ccid';
			const how =
				system.kind === 'debian'
					? driver.installPackage.debian(name)
					: driver.installPackage.other(plainName);
			const trouble: Trouble = {
				what: driver.readerWithoutDriver(driver.usbReader(shown, usbId), plainName),
				why: undefined,
				safe: undefined,
				now: how,
			};
			return troubleParts(trouble);
		});
}
