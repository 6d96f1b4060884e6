#pragma once

/* The model of stance.model, as `twosouls train` wrote it; the file travels inside the binary. */
const unsigned char *stance_model_bytes(void);
unsigned long stance_model_size(void);
