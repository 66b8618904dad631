/**
 * The brightness (0 to 255) up to which a pixel counts as dark, so that dark and light pixels differ most between
 * the groups and least within (N. Otsu, 1979); `undefined` for a picture of one brightness.
 */
export function otsuThreshold(grey: Uint8Array): number | undefined {
	const histogram = new Uint32Array(256);
	let sum = 0;
	for (const value of grey) {
		histogram[value] = (histogram[value] ?? 0) + 1;
		sum += value;
	}
	let best: number | undefined;
	let bestVariance = 0;
	let darkCount = 0;
	let darkSum = 0;
	for (const [value, count] of histogram.entries()) {
		darkCount += count;
		darkSum += value * count;
		const lightCount = grey.length - darkCount;
		if (darkCount > 0 && lightCount > 0) {
			const distance = darkSum / darkCount - (sum - darkSum) / lightCount;
			const variance = darkCount * lightCount * distance * distance;
			if (variance > bestVariance) {
				bestVariance = variance;
				best = value;
			}
		}
	}
	return best;
}
