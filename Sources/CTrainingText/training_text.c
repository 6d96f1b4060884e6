#include "training_text.h"

/* Taking a file in is of C23, and older dialects of clang know it too. */
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char bytes[] = {
#embed "../../Fixtures/training/first.jsonl" suffix(,)
#embed "../../Fixtures/training/passages.jsonl" suffix(,)
#embed "../../Fixtures/training/second.jsonl" suffix(,)
#embed "../../Fixtures/training/third.jsonl"
};

const unsigned char *training_text_bytes(void) { return bytes; }
unsigned long training_text_size(void) { return sizeof bytes; }
