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
import { cut, dim, EMPTY_LINE, fitText, type Line, line, plain, toned } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { type Trouble, troubleOf } from './trouble.ts';

const NAME_CELLS = 14;
/** Windows has drivers for both, and Linux for this one alone, as far as is known (docs/card.md). */
const LINUX_MACHINE = 'x64';

/** Step 2: the chain from the vendor's package to the card, and what to do at the first link that does not hold. */
export function driverScreen(view: View): Work {
	const { texts, width, rows, state } = view;
	const { driver } = state;
	const title = texts.steps[2].title;
	const guide = [...paragraph(texts.driver.guide, width), ...paragraph(texts.driver.driverAddress, width)];
	const why = paragraph(texts.driver.why, width).map(dimmed);
	if (driver.kind === 'searching') {
		return { title, lines: blocks([guide, [line(texts.driver.searching)], why]) };
	}
	const { report } = driver;
	const facts = systemLines(view, report);
	const needed = [...readerBlocks(view, report), ...chain(view, report)];
	// What is wrong and what to do comes first; the guide's own words and ours stand where there is room for them.
	const fitting = [
		[guide, facts, ...needed, why],
		[guide, facts, ...needed],
		[facts, ...needed],
	]
		.map(blocks)
		.find((lines) => lines.length <= rows);
	return { title, lines: fitting ?? blocks(needed) };
}

/** With an empty line between them. */
function blocks(parts: readonly (readonly Line[])[]): readonly Line[] {
	return parts
		.filter((part) => part.length > 0)
		.flatMap((part, index) => (index === 0 ? part : [EMPTY_LINE, ...part]));
}

function chain(view: View, report: DriverReport): readonly (readonly Line[])[] {
	const { texts, state, theme, width } = view;
	const card = cardOfDriver(state);
	const judged = driverChain(report, card);
	const broken = judged.kind === 'broken' ? judged : undefined;
	if (cardNeedsNoDriver(state) && card !== undefined) {
		return [
			paragraph(texts.driver.notNeeded(card.product), width, 'done'),
			linkLines(view, report, broken, false),
		];
	}
	const trouble = troubleOf(judged, texts);
	const after = judged.kind === 'holds' ? texts.driver.allHolds : texts.driver.ready;
	return [
		linkLines(view, report, broken, true),
		trouble === undefined
			? paragraph(after, width, 'done')
			: troubleLines(trouble, theme.glyphs.fault, width),
	];
}

type Broken = Extract<DriverChain, { readonly kind: 'broken' }>;

/** Where the driver is not needed, a link that does not hold is a fact and no fault: nothing is to be done about it. */
function linkLines(
	view: View,
	report: DriverReport,
	broken: Broken | undefined,
	isNeeded: boolean,
): readonly Line[] {
	const { texts, theme, width, state } = view;
	const firstOpen = broken === undefined ? DRIVER_LINKS.length : DRIVER_LINKS.indexOf(broken.at);
	const hasCard = cardOfDriver(state) !== undefined;
	return DRIVER_LINKS.map((link, index) => {
		const isOpenEnd = link === 'sees-card' && !hasCard;
		const isBroken = index === firstOpen;
		const mark =
			index < firstOpen && !isOpenEnd
				? toned('done', theme.glyphs.tick)
				: isBroken && isNeeded
					? toned('care', theme.glyphs.fault)
					: plain(' ');
		const name = fitText(texts.driver.links[link], NAME_CELLS);
		const value =
			isBroken && !isNeeded && broken !== undefined
				? notNeededValue(view, broken)
				: index <= firstOpen
					? linkValue(view, report, link, isOpenEnd)
					: '';
		return line(mark, ' ', plain(name), dim(cut(value, width - NAME_CELLS - 2)));
	});
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

function troubleLines({ what, why, safe, now }: Trouble, glyph: string, width: number): readonly Line[] {
	const told = [what, why].filter((part) => part !== undefined).join(' ');
	const parts = [told, safe, now].filter((part) => part !== undefined);
	return parts
		.flatMap((part) => paragraph(part, width - 2))
		.map((text, row) => line(row === 0 ? toned('care', glyph) : plain(' '), ' ', ...text));
}

function systemLines({ texts, width }: View, { system }: DriverReport): readonly Line[] {
	const { driver } = texts;
	const isOtherMachine = ['debian', 'rpm', 'linux'].includes(system.kind) && system.machine !== LINUX_MACHINE;
	const rows = [
		[driver.system, driver.systemOf(system.name, system.machine)],
		[driver.fetch, driver.fetchFor[isOtherMachine ? 'other-machine' : system.kind]],
	] as const;
	return rows.map(([name, value]) => line(dim(fitText(name, NAME_CELLS)), cut(value, width - NAME_CELLS)));
}

/** Readers at a USB port that no driver here knows: the PC/SC service never shows them. */
function readerBlocks(
	{ texts, width, theme }: View,
	{ readers, system }: DriverReport,
): readonly (readonly Line[])[] {
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
			return troubleLines(trouble, theme.glyphs.fault, width);
		});
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}
