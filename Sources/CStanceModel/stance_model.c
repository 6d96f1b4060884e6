#include "stance_model.h"

/* Taking a file in is of C23, and older dialects of clang know it too. */
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char bytes[] = {
#embed "stance.model"
};

const unsigned char *stance_model_bytes(void) { return bytes; }
unsigned long stance_model_size(void) { return sizeof bytes; }
