#pragma once

/* The models of stance.model and attitude.model, as `twosouls train` wrote them; the files travel inside the binary. */
const unsigned char *stance_model_bytes(void);
unsigned long stance_model_size(void);
const unsigned char *attitude_model_bytes(void);
unsigned long attitude_model_size(void);
