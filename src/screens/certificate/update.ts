import {
	type AppState,
	andThen,
	type CertificateFormat,
	type CertificateState,
	type Command,
	certificatesHere,
	chosenCertificate,
	type Next,
	next,
	refuse,
	request,
	type StampedMessage,
} from '#app';
import type { SealCertificate } from '#certificate';

/** Shows the first certificate of the card, judged by dates and by what chain there is; nobody is asked. */
export function showCertificates(state: AppState): Next {
	const [first] = certificatesHere(state);
	return first === undefined ? refuse(state, 'no-certificate') : showCertificate(state, first);
}

export function showCertificate(state: AppState, { fingerprint }: SealCertificate): Next {
	return andThen(givenUp(state), (free) => {
		const overlay = { kind: 'certificate', scroll: 0 } as const;
		const certificate: CertificateState = { ...NOTHING_SHOWN, fingerprint };
		return assess({ ...free, overlay, certificate }, false);
	});
}

export const NOTHING_SHOWN: CertificateState = {
	fingerprint: undefined,
	known: undefined,
	pending: undefined,
	saving: undefined,
};

/** The keys of the certificate; undefined for one that means here what it means on everything that lies over a screen. */
export function certificateCommand(state: AppState, asked: Command): Next | undefined {
	if (state.certificate.saving !== undefined) {
		return savingCommand(state, asked);
	}
	switch (asked) {
		case 'back':
		case 'continue':
			return closeCertificate(state);
		case 'next-certificate':
			return showNext(state);
		case 'check-again':
			return state.certificate.pending === undefined
				? assess(state, true)
				: refuse(state, 'waiting-for-answer');
		case 'save-pem':
			return nameFile(state, 'pem');
		case 'save-der':
			return nameFile(state, 'der');
		case 'save-calendar':
			return nameFile(state, 'ics');
		case 'help':
		case 'warnings':
		case 'accounts':
		case 'details':
		case 'last-failure':
		case 'palette':
		case 'copy-serial':
		case 'timeline':
		case 'quit':
			return undefined;
		case 'up':
		case 'down':
			return undefined;
		default:
			return refuse(state, 'no-such-key');
	}
}

/** The overlay goes, and whatever was asked for it. */
export function closeCertificate(state: AppState): Next {
	return andThen(givenUp(state), (free) => next({ ...free, overlay: undefined, certificate: NOTHING_SHOWN }));
}

function showNext(state: AppState): Next {
	const certificates = certificatesHere(state);
	const here = certificates.findIndex(({ fingerprint }) => fingerprint === state.certificate.fingerprint);
	const following = certificates[(here + 1) % certificates.length];
	if (following === undefined) {
		return refuse(state, 'card-gone');
	}
	return certificates.length === 1 && here === 0
		? refuse(state, 'single-certificate')
		: showCertificate(state, following);
}

function assess(before: AppState, isOnline: boolean): Next {
	const certificate = chosenCertificate(before);
	if (certificate === undefined) {
		return refuse(before, 'card-gone');
	}
	const given = certificatesHere(before).filter(({ fingerprint }) => fingerprint !== certificate.fingerprint);
	return request(before, (number, state) =>
		next(
			{
				...state,
				certificate: { ...state.certificate, pending: { request: number, since: state.now, isOnline } },
			},
			{ kind: 'assess-certificate', request: number, certificate, given, at: state.now, isOnline },
		),
	);
}

/** Nobody waits for an answer about the certificate any more. */
function givenUp(state: AppState): Next {
	const { pending } = state.certificate;
	return pending === undefined
		? next(state)
		: next(
				{ ...state, certificate: { ...state.certificate, pending: undefined } },
				{ kind: 'cancel', cancelled: pending.request },
			);
}

export function certificateAssessed(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'certificate-assessed' }>,
): Next {
	if (state.certificate.pending?.request !== message.request) {
		return next(state);
	}
	return next({ ...state, certificate: { ...state.certificate, known: message.known, pending: undefined } });
}

function nameFile(before: AppState, format: CertificateFormat): Next {
	const certificate = chosenCertificate(before);
	if (certificate === undefined) {
		return refuse(before, 'card-gone');
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				certificate: { ...state.certificate, saving: { stage: 'naming', request: number, format } },
			},
			{ kind: 'name-certificate-file', request: number, certificate, format },
		),
	);
}

export function certificateFileNamed(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'certificate-file-named' }>,
): Next {
	const { saving } = state.certificate;
	if (saving?.stage !== 'naming' || saving.request !== message.request) {
		return next(state);
	}
	const { format } = saving;
	const { path } = message;
	return next({
		...state,
		certificate: {
			...state.certificate,
			saving:
				path === undefined
					? { stage: 'ended', outcome: 'no-place', path: '' }
					: { stage: 'named', format, path },
		},
	});
}

/** The place is shown; Enter writes, Esc does not. */
function savingCommand(state: AppState, asked: Command): Next {
	const { saving } = state.certificate;
	const closed: AppState = { ...state, certificate: { ...state.certificate, saving: undefined } };
	switch (saving?.stage) {
		case 'named':
			if (asked === 'continue') {
				return writeFile(state, saving.format, saving.path);
			}
			return asked === 'back' ? next(closed) : refuse(state, 'save-or-not');
		case 'ended':
			return asked === 'continue' || asked === 'back' ? next(closed) : refuse(state, 'save-or-not');
		case 'naming':
		case 'writing':
		case undefined:
			return refuse(state, 'waiting-for-answer');
	}
}

function writeFile(before: AppState, format: CertificateFormat, path: string): Next {
	const certificate = chosenCertificate(before);
	if (certificate === undefined) {
		return refuse(before, 'card-gone');
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				certificate: { ...state.certificate, saving: { stage: 'writing', request: number, path } },
			},
			{
				kind: 'save-certificate',
				request: number,
				certificate,
				format,
				path,
				language: state.language,
				at: state.now,
			},
		),
	);
}

export function certificateSaved(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'certificate-saved' }>,
): Next {
	const { saving } = state.certificate;
	if (saving?.stage !== 'writing' || saving.request !== message.request) {
		return next(state);
	}
	const { path } = saving;
	return next({
		...state,
		certificate: { ...state.certificate, saving: { stage: 'ended', outcome: message.outcome, path } },
	});
}
