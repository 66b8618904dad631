/** @typedef {import('./native-addons.mjs').Correction} Correction */

const HEADER = 'src/cardreader.h';
const SOURCE = 'src/cardreader.cpp';

const TRANSACTION = `NAN_METHOD(CardReader::Transaction) {

    Nan::HandleScope scope;

    if (!info[0]->IsBoolean() || !info[1]->IsFunction()) {
        return Nan::ThrowError("Arguments must be a boolean and a callback function");
    }

    Baton* baton = new Baton();
    baton->request.data = baton;
    baton->callback.Reset(Local<Function>::Cast(info[1]));
    baton->reader = Nan::ObjectWrap::Unwrap<CardReader>(info.This());
    baton->input = new bool(Nan::To<bool>(info[0]).ToChecked());

    int status = uv_queue_work(uv_default_loop(),
                               &baton->request,
                               DoTransaction,
                               reinterpret_cast<uv_after_work_cb>(AfterTransaction));
    assert(status == 0);
}

void CardReader::DoTransaction(uv_work_t* req) {

    Baton* baton = static_cast<Baton*>(req->data);
    CardReader* obj = baton->reader;
    LONG result = SCARD_E_INVALID_HANDLE;

    uv_mutex_lock(&obj->m_call_mutex);
    if (obj->m_card_handle) {
        result = *static_cast<bool*>(baton->input)
            ? SCardBeginTransaction(obj->m_card_handle)
            : SCardEndTransaction(obj->m_card_handle, SCARD_LEAVE_CARD);
    }
    uv_mutex_unlock(&obj->m_call_mutex);

    baton->result = new LONG(result);
}

void CardReader::AfterTransaction(uv_work_t* req, int status) {

    Nan::HandleScope scope;
    Baton* baton = static_cast<Baton*>(req->data);
    LONG* result = static_cast<LONG*>(baton->result);

    Local<Value> argv[1] = { Nan::Null() };
    if (*result) {
        argv[0] = Nan::Error(error_msg("SCardTransaction", *result).c_str());
    }
    Nan::Call(Nan::Callback(Nan::New(baton->callback)), 1, argv);

    baton->callback.Reset();
    delete static_cast<bool*>(baton->input);
    delete result;
    delete baton;
}

`;

/**
 * What is changed in the source of `pcsclite` 1.0.1 before it is built (docs/decisions/013-card-transactions.md):
 *
 * - `CardReader.transaction(begins, callback)` calls SCardBeginTransaction or SCardEndTransaction. The package has no
 *   transactions, and without one a SELECT of another program lands between our SELECT and READ BINARY.
 * - Calls that wait for a card take a mutex of their own. In the package they hold the mutex that the main thread takes
 *   for each status of the reader, so a card that does not answer stops the whole program.
 *
 * @type {readonly Correction[]}
 */
export const PCSCLITE_CORRECTIONS = [
	insert(HEADER, '        static NAN_METHOD(Control);\n', '        static NAN_METHOD(Transaction);\n'),
	insert(
		HEADER,
		'        static void DoControl(uv_work_t* req);\n',
		'        static void DoTransaction(uv_work_t* req);\n',
	),
	insert(
		HEADER,
		'        static void AfterControl(uv_work_t* req, int status);\n',
		'        static void AfterTransaction(uv_work_t* req, int status);\n',
	),
	insert(HEADER, '        uv_mutex_t m_mutex;\n', '        uv_mutex_t m_call_mutex;\n'),
	insert(
		SOURCE,
		'    assert(uv_mutex_init(&m_mutex) == 0);\n',
		'    assert(uv_mutex_init(&m_call_mutex) == 0);\n',
	),
	insert(SOURCE, '    uv_mutex_destroy(&m_mutex);\n', '    uv_mutex_destroy(&m_call_mutex);\n'),
	insert(
		SOURCE,
		'    Nan::SetPrototypeTemplate(tpl, "_control", Nan::New<FunctionTemplate>(Control));\n',
		'    Nan::SetPrototypeTemplate(tpl, "transaction", Nan::New<FunctionTemplate>(Transaction));\n',
	),
	// The functions that wait for a card, and no others, have these comments at their locks.
	{
		file: SOURCE,
		wrong: '    /* Lock mutex */\n    uv_mutex_lock(&obj->m_mutex);\n',
		right: '    /* Lock mutex */\n    uv_mutex_lock(&obj->m_call_mutex);\n',
	},
	{
		file: SOURCE,
		wrong: '    /* Unlock the mutex */\n    uv_mutex_unlock(&obj->m_mutex);\n',
		right: '    /* Unlock the mutex */\n    uv_mutex_unlock(&obj->m_call_mutex);\n',
	},
	{
		file: SOURCE,
		wrong: '}\n\nNAN_METHOD(CardReader::Close) {\n',
		right: `}\n\n${TRANSACTION}NAN_METHOD(CardReader::Close) {\n`,
	},
];

/**
 * @param {string} file
 * @param {string} line
 * @param {string} next put behind it
 * @returns {Correction}
 */
function insert(file, line, next) {
	return { file, wrong: line, right: line + next };
}
