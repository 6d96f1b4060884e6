#include "stance_model.h"

static const unsigned char bytes[] = {
#embed "stance.model"
};

const unsigned char *stance_model_bytes(void) { return bytes; }
unsigned long stance_model_size(void) { return sizeof bytes; }
