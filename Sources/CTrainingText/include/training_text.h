#pragma once

/* The project's own training text, the lines of Fixtures/training one behind the other; it travels inside the binary. */
const unsigned char *training_text_bytes(void);
unsigned long training_text_size(void);
