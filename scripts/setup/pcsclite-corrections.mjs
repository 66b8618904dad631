/** @typedef {import('./native-addons.mjs').Correction} Correction */

const HEADER = 'src/cardreader.h';
const SOURCE = 'src/cardreader.cpp';
const LIST_SOURCE = 'src/pcsclite.cpp';
const COMMON = 'src/common.h';

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

const READER_NAMES = `/* Names of readers, which PC/SC gives as bytes and JavaScript has as text. */
namespace reader_names {

    /* The bytes of each name that is not UTF-8, by the text that stands for it. Used on the main thread alone. */
    inline std::map<std::string, std::string>& raw_names() {
        static std::map<std::string, std::string> names;
        return names;
    }

    /* Bytes of the UTF-8 sequence at the beginning (RFC 3629); 0 where none is there. */
    inline size_t sequence_length(const unsigned char* bytes, size_t left) {
        const unsigned char first = bytes[0];
        const size_t length = first < 0x80 ? 1
            : first >= 0xc2 && first <= 0xdf ? 2
            : first >= 0xe0 && first <= 0xef ? 3
            : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        if (length == 0 || length > left) {
            return 0;
        }
        for (size_t i = 1; i < length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        const bool is_overlong = (first == 0xe0 && bytes[1] < 0xa0) || (first == 0xf0 && bytes[1] < 0x90);
        const bool is_outside = (first == 0xed && bytes[1] > 0x9f) || (first == 0xf4 && bytes[1] > 0x8f);
        return is_overlong || is_outside ? 0 : length;
    }

    /* The name as text: each byte that is not UTF-8 as \\xHH. */
    inline std::string shown(const std::string& name) {
        std::string text;
        bool is_utf8 = true;
        for (size_t i = 0; i < name.size();) {
            const unsigned char* at = reinterpret_cast<const unsigned char*>(name.data()) + i;
            const size_t length = sequence_length(at, name.size() - i);
            if (length == 0) {
                char escaped[5];
                snprintf(escaped, sizeof(escaped), "\\\\x%02X", *at);
                text += escaped;
                is_utf8 = false;
                i++;
            } else {
                text.append(name, i, length);
                i += length;
            }
        }
        if (!is_utf8) {
            raw_names()[text] = name;
        }
        return text;
    }

    /* The list of SCardListReaders, each name as text. */
    inline std::string shown_list(const char* names, size_t length) {
        std::string list;
        for (size_t start = 0; start < length;) {
            const std::string name(names + start, strnlen(names + start, length - start));
            list += shown(name);
            list += '\\0';
            start += name.size() + 1;
        }
        return list;
    }

    /* The name as PC/SC has it. */
    inline std::string raw(const std::string& text) {
        const std::map<std::string, std::string>::const_iterator found = raw_names().find(text);
        return found == raw_names().end() ? text : found->second;
    }
}

`;

/**
 * What is changed in the source of `pcsclite` 1.0.1 before it is built (docs/decisions/013-card-transactions.md):
 *
 * - `CardReader.transaction(begins, callback)` calls SCardBeginTransaction or SCardEndTransaction. The package has no
 *   transactions, and without one a SELECT of another program lands between our SELECT and READ BINARY.
 * - Calls that wait for a card take a mutex of their own. In the package they hold the mutex that the main thread takes
 *   for each status of the reader, so a card that does not answer stops the whole program.
 * - A reader's name that is not UTF-8 reaches JavaScript with each such byte as `\xHH`, and PC/SC as it is. The package
 *   puts U+FFFD in the place of such a byte and then asks PC/SC for a reader of that name, which there is none of.
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
	{
		file: COMMON,
		wrong: '#define COMMON_H\n',
		right: '#define COMMON_H\n\n#include <cstdio>\n#include <cstring>\n#include <map>\n#include <string>\n',
	},
	{ file: COMMON, wrong: '#endif /* COMMON_H */', right: `${READER_NAMES}#endif /* COMMON_H */` },
	{
		file: LIST_SOURCE,
		wrong: '        const unsigned argc = 2;\n',
		right:
			'        const std::string names = reader_names::shown_list(ar->readers_name, ar->readers_name_length);\n' +
			'        const unsigned argc = 2;\n',
	},
	{
		file: LIST_SOURCE,
		wrong: 'Nan::CopyBuffer(ar->readers_name, ar->readers_name_length)',
		right: 'Nan::CopyBuffer(names.data(), names.size())',
	},
	{
		file: SOURCE,
		wrong: 'new CardReader(*reader_name)',
		right: 'new CardReader(reader_names::raw(*reader_name))',
	},
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
