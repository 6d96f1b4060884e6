#include "stance_model.h"

/* Taking a file in is of C23, and older dialects of clang know it too. */
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char stances[] = {
#embed "stance.model"
};
static const unsigned char attitudes[] = {
#embed "attitude.model"
};

const unsigned char *stance_model_bytes(void) { return stances; }
unsigned long stance_model_size(void) { return sizeof stances; }
const unsigned char *attitude_model_bytes(void) { return attitudes; }
unsigned long attitude_model_size(void) { return sizeof attitudes; }
