// The one-pass functions need no provider to be loaded, which would cost start-up time.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
