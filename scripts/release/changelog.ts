/** The part of CHANGELOG.md that becomes a release (the form of Keep a Changelog). */

const UNRELEASED = '## [Unreleased]';
const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;

/**
 * Gives what is unreleased to a version, and leaves an empty place for what comes next.
 *
 * @param text CHANGELOG.md
 * @param version three numbers, as Semantic Versioning has them
 * @param date ISO 8601
 * @throws Error where the version is none or there already, or nothing is unreleased
 */
export function cutRelease(
	text: string,
	version: string,
	date: string,
): { readonly text: string; readonly section: string } {
	if (!VERSION.test(version)) throw new Error(`${version} is no version such as 1.2.3`);
	if (text.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has ${version} already`);
	const begin = text.indexOf(UNRELEASED);
	if (begin === -1) throw new Error('CHANGELOG.md has no section [Unreleased]');
	const behind = begin + UNRELEASED.length;
	const next = text.indexOf('\n## [', behind);
	const section = text.slice(behind, next === -1 ? undefined : next).trim();
	if (section === '') throw new Error('nothing is unreleased');
	const rest = next === -1 ? '' : text.slice(next);
	return {
		text: `${text.slice(0, behind)}\n\n## [${version}] - ${date}\n\n${section}\n${rest}`,
		section,
	};
}

/** Whether a version is later than another one. */
export function isLater(version: string, than: string): boolean {
	const [one, other] = [version, than].map((each) => each.split('.').map(Number));
	for (const index of [0, 1, 2]) {
		const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0);
		if (difference !== 0) return difference > 0;
	}
	return false;
}
